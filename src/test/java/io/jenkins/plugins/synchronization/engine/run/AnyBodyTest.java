package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds for every body. */
class AnyBodyTest {

    @Property(tries = 300)
    void theSummaryCountsWhatAVisitorSees(@ForAll("runs") String body, @ForAll @IntRange(min = 1, max = 300) int piece)
            throws IOException {
        Reading reading = Reading.of(Trickle.of(body, piece));

        RunSummary summary = Reading.summary(body);

        assertThat(summary).isEqualTo(reading.summary());
        assertThat(summary.tasks()).isEqualTo(reading.tasks().size());
        assertThat(summary.taskResults().counts()).isEqualTo(counts(reading.tasks(), Task::result));
        assertThat(summary.jobStates().counts()).isEqualTo(counts(reading.jobs(), Job::state));
    }

    @Property(tries = 200)
    void theOrderOfFieldsDoesNotMatter(@ForAll Random random) throws IOException {
        assertThat(Reading.of(object(random, documentedLike(random))))
                .isEqualTo(Reading.of(object(null, documentedLike(null))));
    }

    @Property(tries = 1000)
    void aMutilatedBodyIsARunOrTheOneException(
            @ForAll("runs") String body, @ForAll @IntRange(max = 5000) int at, @ForAll("junk") String junk) {
        int place = at % body.length();
        String mutilated = body.substring(0, place) + junk + body.substring(place + at % 3 % (body.length() - place));
        readsOrRefuses(mutilated.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void bytesAreARunOrTheOneException(@ForAll byte[] bytes) {
        readsOrRefuses(bytes);
    }

    private static void readsOrRefuses(byte[] body) {
        try {
            Reading reading = Reading.of(new ByteArrayInputStream(body));
            assertThat(RunReader.summary(new ByteArrayInputStream(body))).isEqualTo(reading.summary());
        } catch (NotARunException refused) {
            assertThat(refused.place()).isNotBlank();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }

    private static <T, E extends Enum<E> & ApiTerm> Map<Term<E>, Integer> counts(
            List<T> all, Function<T, Term<E>> term) {
        return all.stream().collect(Collectors.groupingBy(term, Collectors.summingInt(one -> 1)));
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.of(
                "",
                "\"",
                "\\",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "null",
                "1e999",
                "-",
                "\u0000",
                "\ud83d\ude00",
                "\\u",
                "\"x\":");
    }

    @Provide
    Arbitrary<String> runs() {
        Arbitrary<String> task = members("id", "state", "result", "retryAttempts", "error", "new");
        Arbitrary<String> tasks = arrayOf(task);
        Arbitrary<String> job = Combinators.combine(members("id", "state", "result", "connectorType"), tasks)
                .as((members, list) -> with(members, "tasks", list));
        return Combinators.combine(members("id", "state", "result", "phase", "error"), arrayOf(job))
                .as((members, jobs) -> "{\"run\":" + with(members, "jobs", jobs) + "}");
    }

    private static String with(String object, String name, String value) {
        String members = object.substring(1, object.length() - 1);
        return "{" + members + (members.isEmpty() ? "" : ",") + "\"" + name + "\":" + value + "}";
    }

    private static Arbitrary<String> arrayOf(Arbitrary<String> element) {
        return Arbitraries.frequencyOf(Tuple.of(9, element), Tuple.of(1, Arbitraries.of("null", "[]", "5", "\"x\"")))
                .list()
                .ofMaxSize(6)
                .map(list -> "[" + String.join(",", list) + "]");
    }

    /** Objects in which every field may be missing, twice there, or of any kind. */
    private static Arbitrary<String> members(String... names) {
        Arbitrary<String> value = Arbitraries.of(
                "null",
                "\"\"",
                "\" \"",
                "\"Completed\"",
                "\"completed\"",
                "\"Executing\"",
                "\"Success\"",
                "\"Error\"",
                "\"Cancelled\"",
                "\"C\\u0061nceled\"",
                "\"Odd\"",
                "\"odd😀\"",
                "17",
                "true",
                "{}",
                "[{\"state\":\"Completed\"}]",
                "{\"message\":\"m\",\"errorKey\":\"k\"}");
        return Combinators.combine(Arbitraries.of(names), value)
                .as((name, each) -> "\"" + name + "\":" + each)
                .list()
                .ofMaxSize(6)
                .map(list -> "{" + String.join(",", list) + "}");
    }

    private static List<String> documentedLike(Random random) {
        String report =
                object(random, List.of("\"suggestedAction\":\"Info\"", "\"message\":\"m\"", "\"totalErrorsCount\":1"));
        String error = object(
                random, List.of("\"errorCode\":\"c\"", "\"message\":\"m\"", "\"canUserFix\":true", "\"x\":[{}]"));
        String task = object(
                random,
                List.of(
                        "\"id\":\"t\"",
                        "\"state\":\"Completed\"",
                        "\"result\":\"Error\"",
                        "\"sourceFileId\":\"f\"",
                        "\"storageFileId\":\"s\"",
                        "\"error\":" + error,
                        "\"details\":{\"synchronizationReport\":" + report + "}"));
        String job = object(
                random,
                List.of(
                        "\"id\":\"j\"",
                        "\"state\":\"Completed\"",
                        "\"connectorType\":\"IFC\"",
                        "\"tasks\":[" + task + "]"));
        String run = object(
                random,
                List.of(
                        "\"id\":\"r\"",
                        "\"state\":\"Completed\"",
                        "\"result\":\"Error\"",
                        "\"startDateTime\":\"2020-10-24T02:44:13Z\"",
                        "\"jobs\":[" + job + "]"));
        return List.of("\"run\":" + run, "\"_links\":{}");
    }

    private static String object(Random random, List<String> members) {
        List<String> shuffled = new ArrayList<>(members);
        if (random != null) {
            Collections.shuffle(shuffled, random);
        }
        return "{" + String.join(",", shuffled) + "}";
    }
}
