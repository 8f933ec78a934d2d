package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void atMost64UnknownNamesAreCountedApart() throws IOException {
        RunSummary summary = Reading.summary(bodyWith(IntStream.range(0, 100).mapToObj(i -> "Odd" + i)));

        assertThat(summary.taskResults().counts()).hasSize(64);
        assertThat(summary.taskResults().total()).isEqualTo(100);
        assertThat(summary.taskResults().others()).isEqualTo(36);
        assertThat(summary.taskResults().toString()).endsWith(" and 36 others");
    }

    @Test
    void knownNamesAreCountedHoweverManyUnknownOnesCameBefore() throws IOException {
        RunSummary summary = Reading.summary(
                bodyWith(Stream.concat(IntStream.range(0, 300).mapToObj(i -> "Odd" + i), Stream.of("Error", "ERROR"))));

        assertThat(summary.taskResults().of(ExecutionResult.ERROR)).isEqualTo(2);
    }

    @Test
    void manySpellingsOfOneNameAreOne() throws IOException {
        Stream<String> spellings = IntStream.range(0, 128).mapToObj(bits -> IntStream.range(0, 7)
                .mapToObj(i -> {
                    String letter = String.valueOf("success".charAt(i));
                    return (bits >> i & 1) == 1 ? letter.toUpperCase(Locale.ROOT) : letter;
                })
                .collect(Collectors.joining()));

        RunSummary summary = Reading.summary(bodyWith(spellings));

        assertThat(summary.taskResults().of(ExecutionResult.SUCCESS)).isEqualTo(128);
        assertThat(summary.taskResults().counts()).hasSize(1);
    }

    @Test
    void unknownNamesKeepTheirLetterCase() throws IOException {
        RunSummary summary = Reading.summary(bodyWith(Stream.of("odd", "Odd", "odd")));

        assertThat(summary.taskResults().counts().values()).containsExactly(2, 1);
    }

    @Test
    void aTallyOfNothingHasNothing() {
        Tally<ExecutionResult> none = Tally.none();

        assertThat(none.total()).isZero();
        assertThat(none.of(Term.absent(ExecutionResult.class))).isZero();
        assertThat(none.of(ExecutionResult.ERROR)).isZero();
        assertThat(none.counts()).isEmpty();
    }

    private static String bodyWith(Stream<String> names) {
        return names.map(name -> "{\"state\":\"" + name + "\",\"result\":\"" + name + "\"}")
                .collect(Collectors.joining(",", "{\"run\":{\"jobs\":[{\"tasks\":[", "]}]}}"));
    }
}
