package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void atMost64UnknownNamesAreCountedApart() throws IOException {
        RunSummary summary = Reading.summary(bodyWith(IntStream.range(0, 100).mapToObj(i -> "Odd" + i)));

        assertThat(summary.taskStates().counts()).hasSize(64);
        assertThat(summary.taskStates().others()).isEqualTo(36);
        assertThat(summary.taskStates().total()).isEqualTo(100);
        assertThat(summary.taskResults().others()).isEqualTo(36);
        assertThat(summary.taskResults().toString()).endsWith(" and 36 others");
    }

    @Test
    void knownNamesAreCountedHoweverManyUnknownOnesCameBefore() throws IOException {
        RunSummary summary = Reading.summary(bodyWith(Stream.concat(
                IntStream.range(0, 300).mapToObj(i -> "Odd" + i), Stream.of("Completed", "COMPLETED", "Error"))));

        assertThat(summary.completedTasks()).isEqualTo(2);
        assertThat(summary.failedTasks()).isOne();
    }

    @Test
    void manySpellingsOfOneNameAreOne() throws IOException {
        Stream<String> spellings = IntStream.range(0, 512).mapToObj(bits -> IntStream.range(0, 9)
                .mapToObj(i -> {
                    String letter = String.valueOf("completed".charAt(i));
                    return (bits >> i & 1) == 1 ? letter.toUpperCase(java.util.Locale.ROOT) : letter;
                })
                .collect(Collectors.joining()));

        RunSummary summary = Reading.summary(bodyWith(spellings));

        assertThat(summary.completedTasks()).isEqualTo(512);
        assertThat(summary.taskStates().counts()).hasSize(1);
    }

    @Test
    void unknownNamesKeepTheirLetterCase() throws IOException {
        RunSummary summary = Reading.summary(bodyWith(Stream.of("odd", "Odd", "odd")));

        assertThat(summary.taskStates().counts().values()).containsExactly(2, 1);
    }

    @Test
    void aTallyOfNothingHasNothing() {
        Tally<ExecutionResult> none = Tally.none();

        assertThat(none.total()).isZero();
        assertThat(none.of(Term.absent(ExecutionResult.class))).isZero();
        assertThat(none.of(ExecutionResult.ERROR)).isZero();
        assertThat(none.counts()).isEmpty();
    }

    @Test
    void errorsAndTimeOutsAreFailures() throws IOException {
        RunSummary summary =
                Reading.summary(bodyWith(Stream.of("Error", "TimedOut", "Canceled", "Skipped", "Success", "Odd")));

        assertThat(summary.failedTasks()).isEqualTo(2);
        assertThat(summary.tasks()).isEqualTo(6);
    }

    private static String bodyWith(Stream<String> names) {
        return names.map(name -> "{\"state\":\"" + name + "\",\"result\":\"" + name + "\"}")
                .collect(Collectors.joining(",", "{\"run\":{\"jobs\":[{\"tasks\":[", "]}]}}"));
    }
}
