package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API sends in fact, beyond its page. */
class InputQuirksTest {

    private static final String[] OTHER_KINDS = {"null", "[]", "[[1],{}]", "{}", "{\"a\":{\"b\":[1]}}"};

    @Test
    void aRunWithoutAnythingIsARun() throws IOException {
        RunSummary summary = Reading.summary("{\"run\":{}}");

        assertThat(summary.run())
                .isEqualTo(new Run(
                        null,
                        null,
                        null,
                        null,
                        Term.absent(JobPhase.class),
                        Term.absent(ExecutionState.class),
                        Term.absent(ExecutionResult.class),
                        null));
        assertThat(summary.run().isCompleted()).isFalse();
        assertThat(summary.tasks()).isZero();
        assertThat(summary.jobStates()).isEqualTo(Tally.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Canceled", "Cancelled", "cancelled", "CANCELED"})
    void bothSpellingsOfCanceledAreTheSame(String name) throws IOException {
        assertThat(Reading.run("\"result\":\"" + name + "\"").result()).isEqualTo(Term.of(ExecutionResult.CANCELED));
        assertThat(Reading.summary(Reading.bodyOfTask("\"result\":\"" + name + "\""))
                        .taskResults()
                        .of(ExecutionResult.CANCELED))
                .isOne();
    }

    @Test
    void namesThatNobodyKnowsAreKeptAsTheyCame() throws IOException {
        Run run = Reading.run("\"phase\":\"PostProcess\",\"state\":\"Pausing \",\"result\":\"Half\"");

        assertThat(run.phase().text()).isEqualTo("PostProcess");
        assertThat(run.state().text()).isEqualTo("Pausing ");
        assertThat(run.result().text()).isEqualTo("Half");
        assertThat(run.result().known()).isEmpty();
        assertThat(Reading.of("{\"run\":{\"jobs\":[{\"connectorType\":\"PROSTRUCTURES\"}]}}")
                        .jobs()
                        .get(0)
                        .connectorType()
                        .text())
                .isEqualTo("PROSTRUCTURES");
        assertThat(Reading.task("\"details\":{\"synchronizationReport\":{\"suggestedAction\":\"Panic\"}}")
                        .report()
                        .suggestedAction()
                        .text())
                .isEqualTo("Panic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00\"", "\"\"", "17", "\"soon\""})
    void aDateThatIsNotSetMeansNotYet(String date) throws IOException {
        assertThat(Reading.run("\"endDateTime\":" + date).end()).isNull();
        assertThat(Reading.task("\"endDateTime\":" + date).end()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"none\"", "7"})
    void jobsMayBeMissingWhileTheRunIsYoung(String jobs) throws IOException {
        Reading reading = Reading.of("{\"run\":{\"state\":\"Queued\",\"jobs\":" + jobs + "}}");

        assertThat(reading.jobs()).isEmpty();
        assertThat(reading.summary().run().state()).isEqualTo(Term.of(ExecutionState.QUEUED));
    }

    @Test
    void nullsAmongJobsAndTasksArePassedOver() throws IOException {
        Reading reading = Reading.of("""
                {"run":{"jobs":[null, 1, "x", [[]], {"id":"a","tasks":[null, {"id":"t"}, 5, []]}, {"id":"b","tasks":null}]}}""");

        assertThat(reading.jobs()).extracting(Job::id).containsExactly("a", "b");
        assertThat(reading.jobs()).extracting(Job::index).containsExactly(0, 1);
        assertThat(reading.tasks()).extracting(Task::id).containsExactly("t");
    }

    @Test
    void theExitCodeIsAnUnsignedNumber() throws IOException {
        assertThat(Reading.taskError("\"bridgeExitCode\":4294967295").bridgeExitCode())
                .isEqualTo(4294967295L);
        assertThat(Reading.taskError("\"bridgeExitCode\":-9223372036854775808").bridgeExitCode())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(Reading.taskError("\"bridgeExitCode\":\"0\"").bridgeExitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "99999999999999999999999999", "\"many\"", "null", "true", "{}", "[1]"})
    void whatIsNoWholeNumberCountsAsMissing(String number) throws IOException {
        assertThat(Reading.taskError("\"bridgeExitCode\":" + number).bridgeExitCode())
                .isNull();
        assertThat(Reading.task("\"retryAttempts\":" + number).retryAttempts()).isZero();
    }

    @Test
    void countsOutOfRangeAreBounded() throws IOException {
        assertThat(Reading.task("\"retryAttempts\":9000000000").retryAttempts()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Reading.task("\"retryAttempts\":-1").retryAttempts()).isZero();
        assertThat(Reading.task("\"details\":{\"synchronizationReport\":{\"totalErrorsCount\":-5}}")
                        .report()
                        .totalErrorsCount())
                .isZero();
    }

    @Test
    void aStorageConnectionsTaskNamesItsFileAnotherWay() throws IOException {
        assertThat(Reading.task("\"storageFileId\":\"s\"").sourceFileId()).isEqualTo("s");
        assertThat(Reading.task("\"storageFileId\":\"s\",\"sourceFileId\":null").sourceFileId())
                .isEqualTo("s");
        assertThat(Reading.task("\"storageFileId\":\"s\",\"sourceFileId\":\"m\"")
                        .sourceFileId())
                .isEqualTo("m");
    }

    @Test
    void fieldsThatNobodyKnowsArePassedOver() throws IOException {
        String unknown = "\"new\":{\"id\":\"x\",\"state\":\"Completed\",\"tasks\":[{}]},\"newer\":[[{\"id\":1}]],";
        Reading reading = Reading.of("{" + unknown + "\"run\":{" + unknown + "\"error\":{" + unknown
                + "\"errorKey\":\"k\"},\"jobs\":[{" + unknown + "\"tasks\":[{" + unknown
                + "\"id\":\"t\",\"details\":{" + unknown + "\"synchronizationReport\":{" + unknown
                + "\"message\":\"m\"}}}]}]}}");

        assertThat(reading.summary().run().error()).isEqualTo(new RunError("k", null));
        assertThat(reading.summary().run().state().isAbsent()).isTrue();
        assertThat(reading.tasks()).hasSize(1);
        assertThat(reading.tasks().get(0).report().message()).isEqualTo("m");
        assertThat(reading.tasks().get(0).state().isAbsent()).isTrue();
    }

    @Test
    void aValueOfAnotherKindCountsAsMissing() throws IOException {
        for (String other : OTHER_KINDS) {
            assertThat(Reading.run("\"id\":%1$s,\"connectionId\":%1$s,\"startDateTime\":%1$s,\"endDateTime\":%1$s,"
                                    .formatted(other)
                            + "\"phase\":%1$s,\"state\":%1$s,\"result\":%1$s,\"error\":%1$s,\"jobs\":%1$s"
                                    .formatted(other)))
                    .as(other)
                    .isEqualTo(Reading.run(""));
            assertThat(Reading.task(
                            "\"id\":%1$s,\"sourceFileId\":%1$s,\"startDateTime\":%1$s,\"state\":%1$s,\"retryAttempts\":%1$s,\"result\":%1$s"
                                    .formatted(other)))
                    .as(other)
                    .isEqualTo(Reading.task(""));
        }
        assertThat(Reading.task("\"error\":\"text\",\"details\":5")).isEqualTo(Reading.task(""));
        assertThat(Reading.run("\"error\":[]")).isEqualTo(Reading.run(""));
    }

    @Test
    void numbersAndTruthValuesCanStandForTextAndTheOtherWayRound() throws IOException {
        assertThat(Reading.task("\"id\":17").id()).isEqualTo("17");
        assertThat(Reading.taskError("\"errorCode\":true").errorCode()).isEqualTo("true");
        assertThat(Reading.taskError("\"canUserFix\":\"True\"").canUserFix()).isTrue();
        assertThat(Reading.taskError("\"canUserFix\":\"FALSE\"").canUserFix()).isFalse();
        assertThat(Reading.taskError("\"canUserFix\":1").canUserFix()).isNull();
    }

    @Test
    void blankTextsAreNone() throws IOException {
        assertThat(Reading.run("\"id\":\" \\n\"").id()).isNull();
        assertThat(Reading.run("\"state\":\"\"").state().isAbsent()).isTrue();
        assertThat(Reading.run("\"error\":{\"errorKey\":\"\",\"description\":\" \"}")
                        .error())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "ftp://example.org/",
                "//example.org",
                "data:text/html,x",
                "https://a b",
                "https://a\\u0000",
                "https://a\\u007f",
                "https://a\\u202e",
                " https://example.org"
            })
    void aKnowledgeBaseLinkThatIsNoWebAddressIsNone(String link) throws IOException {
        assertThat(Reading.taskError("\"kbArticleLink\":\"" + link + "\"").kbArticleLink())
                .isNull();
    }

    @Test
    void aKnowledgeBaseLinkIsKeptForHttpAndHttps() throws IOException {
        assertThat(Reading.taskError("\"kbArticleLink\":\"HTTPS://example.org/kb?a=1&b=2#c\"")
                        .kbArticleLink())
                .isEqualTo("HTTPS://example.org/kb?a=1&b=2#c");
        assertThat(Reading.taskError("\"kbArticleLink\":\"http://example.org\"").kbArticleLink())
                .isEqualTo("http://example.org");
        String longest = "https://" + "a".repeat(2040);
        assertThat(Reading.taskError("\"kbArticleLink\":\"" + longest + "\"").kbArticleLink())
                .isEqualTo(longest);
        assertThat(Reading.taskError("\"kbArticleLink\":\"" + longest + "a\"").kbArticleLink())
                .isNull();
    }

    @Test
    void aJobsOwnFieldsMayComeAfterItsTasks() throws IOException {
        Reading reading = Reading.of("""
                {"run":{"jobs":[{"tasks":[{"id":"t"}],"id":"a","state":"Executing"},{"tasks":[{"id":"u"}],"id":"b"}]}}""");

        assertThat(reading.jobs()).extracting(Job::id).containsExactly("a", "b");
        assertThat(reading.jobOfTask()).containsExactly(0, 1);
        assertThat(reading.summary().jobStates().of(ExecutionState.EXECUTING)).isOne();
        assertThat(reading.summary().jobStates().of(Term.absent(ExecutionState.class)))
                .isOne();
    }

    @Test
    void aTaskWithoutAStateOrResultIsCountedAsSuch() throws IOException {
        RunSummary summary =
                Reading.summary("{\"run\":{\"jobs\":[{\"tasks\":[{},{\"state\":\"\",\"result\":null}]}]}}");

        assertThat(summary.tasks()).isEqualTo(2);
        assertThat(summary.taskCounts())
                .containsExactly(
                        new TaskCount(Term.absent(ExecutionState.class), Term.absent(ExecutionResult.class), 2));
        assertThat(summary.taskResults().of(Term.absent(ExecutionResult.class))).isEqualTo(2);
    }

    @Test
    void whereAStateOrResultComesTwiceTheFirstNameCounts() throws IOException {
        String twice = "\"state\":null,\"state\":\"Idle\",\"state\":\"Completed\",\"result\":\"\",\"result\":\"Error\"";

        assertThat(Reading.task(twice).state()).isEqualTo(Term.of(ExecutionState.IDLE));
        assertThat(Reading.run(twice).state()).isEqualTo(Term.of(ExecutionState.IDLE));
        assertThat(Reading.summary(Reading.bodyOfTask(twice)).taskResults().counts())
                .isEqualTo(Map.of(Term.of(ExecutionResult.ERROR), 1));
    }

    @Test
    void whereTheRunComesTwiceTheFirstObjectCounts() throws IOException {
        assertThat(Reading.summary("{\"run\":null,\"run\":{\"id\":\"a\"},\"run\":{\"id\":\"b\"}}")
                        .run()
                        .id())
                .isEqualTo("a");
    }

    @Test
    void theStateIsToldOnceAndBeforeTheTasks() throws IOException {
        List<String> told = new ArrayList<>();
        byte[] broken = "{\"run\":{\"state\":\"Executing\",\"state\":\"Completed\",\"jobs\":[{"
                .getBytes(StandardCharsets.UTF_8);
        try {
            RunReader.summary(new ByteArrayInputStream(broken), state -> told.add(state.text()));
        } catch (NotARunException expected) {
            told.add("broken");
        }

        assertThat(told).containsExactly("Executing", "broken");
    }

    @Test
    void aStateThatComesOnceIsToldToo() throws IOException {
        List<Term<ExecutionState>> told = new ArrayList<>();
        byte[] body = "{\"run\":{\"state\":\"Queued\"}}".getBytes(StandardCharsets.UTF_8);

        RunReader.summary(new ByteArrayInputStream(body), told::add);

        assertThat(told).containsExactly(Term.of(ExecutionState.QUEUED));
    }
}
