package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "The rule for each status from 100 to 599" of docs/troubleshooting.md is what the code does. */
class StatusRulesTest {

    private static final Instant BEGIN = VirtualWatch.BEGIN;
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final String RESPONSE = "reads the run";

    /** One row: the statuses and what happens before the first run was received, afterwards, and at the timeout. */
    record Row(String statuses, String atStart, String midWait, String atTimeout) {}

    private final WaitRequest request = WaitRequest.begin(
            VirtualWatch.address("run"),
            ScriptedSource.bearer("t"),
            WaitSettings.DEFAULTS.withTimeout(TIMEOUT),
            () -> RequestLimits.SMALLEST_TIER,
            BEGIN);

    static List<Row> rows() throws IOException {
        Path docs = Files.exists(Path.of("docs")) ? Path.of("docs") : Path.of("../docs");
        return Files.readAllLines(docs.resolve("troubleshooting.md")).stream()
                .dropWhile(line -> !line.startsWith("## The rule for each status from 100 to 599"))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(cells[1].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip()))
                .toList();
    }

    private static List<Integer> statuses(String ranges) {
        return Arrays.stream(ranges.split(", "))
                .map(range -> range.split("–"))
                .flatMap(ends -> IntStream.rangeClosed(
                                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .boxed())
                .toList();
    }

    @Test
    void theTableHasEachStatusOnce() throws IOException {
        TreeMap<Integer, Long> counts = rows().stream()
                .flatMap(row -> statuses(row.statuses()).stream())
                .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));

        assertThat(counts).hasSize(500).allSatisfy((status, count) -> assertThat(count)
                .as("%d", status)
                .isOne());
        assertThat(counts.firstKey()).isEqualTo(100);
        assertThat(counts.lastKey()).isEqualTo(599);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachStatusIsTreatedAsTheTableSays(Row row) {
        WaitState fresh = WaitState.begin(BEGIN, BEGIN);
        WaitState answered = fresh.afterGoodAnswer(BEGIN.plusSeconds(300));
        for (int status : statuses(row.statuses())) {
            assertThat(rule(fresh, status, BEGIN.plusSeconds(1)))
                    .as("%d", status)
                    .isEqualTo(row.atStart());
            assertThat(rule(answered, status, BEGIN.plusSeconds(310)))
                    .as("%d", status)
                    .isEqualTo(row.midWait());
            assertThat(lastRule(answered, status)).as("%d", status).isEqualTo(row.atTimeout());
        }
    }

    /** The words of the table for what happens after this response, and after the same one again. */
    private String rule(WaitState state, int status, Instant now) {
        if (status == 200) {
            return RESPONSE;
        }
        Decision first = decide(state, status, now);
        if (first instanceof Decision.Fail) {
            return "fails";
        }
        if (first instanceof Decision.RenewToken renew) {
            assertThat(decide(renew.state(), status, now)).isInstanceOf(Decision.Fail.class);
            return "new token, then fails";
        }
        Decision.AskAgain again = (Decision.AskAgain) first;
        assertThat(again.at()).isAfter(now);
        if (decide(again.state(), status, now.plusSeconds(60)) instanceof Decision.Fail) {
            boolean once = again.at().equals(now.plusSeconds(60));
            return once ? "second look after 60 s, then fails" : "polls for 60 s, then fails";
        }
        if (status == 429) {
            assertThat(decide(again.state(), status, now.plusSeconds(3000))).isInstanceOf(Decision.AskAgain.class);
            return "pauses, then polls";
        }
        assertThat(decide(again.state(), status, now.plus(Duration.ofMinutes(30))))
                .isInstanceOf(Decision.Fail.class);
        return "polls for 30 min, then gives up";
    }

    private String lastRule(WaitState state, int status) {
        if (status == 200) {
            return RESPONSE;
        }
        Decision last = decide(state, status, BEGIN.plus(TIMEOUT));
        // A new token would come too late: the last poll ends the wait, see RunWatcherOutcomeTest.
        boolean timedOut =
                last.equals(new Decision.Fail(WaitFailure.Reason.TIMED_OUT)) || last instanceof Decision.RenewToken;
        return timedOut ? "timed out" : last.toString();
    }

    private Decision decide(WaitState state, int status, Instant now) {
        return WaitRules.decide(request, RunHistory.NONE, state, response(status, null), now, 0.5);
    }

    private static RunAnswer response(int status, Duration retryAfter) {
        return new RunAnswer.Failed(new ApiFailure(
                ApiFailure.Kind.ofStatus(status), status, null, null, List.of(), retryAfter, "correlation"));
    }

    @Test
    void aRefusalThatIsOverAtTheSecondLookDoesNotEndAWait() {
        WaitState refused =
                ((Decision.AskAgain) decide(WaitState.begin(BEGIN, BEGIN).afterGoodAnswer(BEGIN), 403, BEGIN)).state();

        Decision.AskAgain again = (Decision.AskAgain)
                WaitRules.decide(request, RunHistory.NONE, refused, Answers.executing(), BEGIN.plusSeconds(60), 0.5);

        assertThat(decide(again.state(), 403, BEGIN.plusSeconds(70)))
                .as("begins again after a run")
                .isInstanceOf(Decision.AskAgain.class);
    }

    @Test
    void aRefusalThatIsConfirmedBeforeItsTurnWaitsForTheSecondLook() {
        WaitState refused = ((Decision.AskAgain) decide(WaitState.begin(BEGIN, BEGIN), 403, BEGIN)).state();

        Decision.AskAgain early = (Decision.AskAgain) decide(refused, 403, BEGIN.plusSeconds(20));

        assertThat(early.at()).isEqualTo(BEGIN.plusSeconds(60));
    }

    @Test
    void aRefusalThatIsConfirmedAtTheTimeoutIsToldAsARefusal() {
        Instant nearTheEnd = BEGIN.plus(TIMEOUT).minusSeconds(20);
        Decision.AskAgain again = (Decision.AskAgain) decide(WaitState.begin(BEGIN, BEGIN), 403, nearTheEnd);
        assertThat(again.at()).isEqualTo(BEGIN.plus(TIMEOUT));

        assertThat(decide(again.state(), 403, again.at()))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.NOT_AUTHORIZED));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 410, 422, 505})
    void aResumedWaitIsInItsMiddle(int status) {
        WaitRequest resumed = new WaitRequest(
                request.address(),
                request.credentials(),
                request.settings(),
                request.limits(),
                BEGIN.minusSeconds(600),
                true);

        assertThat(WaitRules.decide(
                        resumed, RunHistory.NONE, WaitState.begin(BEGIN, BEGIN), response(status, null), BEGIN, 0.5))
                .isInstanceOf(Decision.AskAgain.class);
    }

    @Test
    void aRunThatIsMissingInTheMiddleHasPatienceFromThenOn() {
        WaitState answered = WaitState.begin(BEGIN, BEGIN).afterGoodAnswer(BEGIN.plusSeconds(900));
        Decision.AskAgain missed = (Decision.AskAgain) decide(answered, 404, BEGIN.plusSeconds(910));

        assertThat(missed.at()).isBetween(BEGIN.plusSeconds(911), BEGIN.plusSeconds(913));
        assertThat(decide(missed.state(), 404, BEGIN.plusSeconds(969))).isInstanceOf(Decision.AskAgain.class);
        assertThat(decide(missed.state(), 404, BEGIN.plusSeconds(970)))
                .isEqualTo(new Decision.Fail(WaitFailure.Reason.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_801, 2_000, 3_000})
    void aRetryAfterBeyondTheGiveUpWindowIsWaitedForAndTheWindowBeginsThen(long seconds) {
        RunAnswer down = response(503, Duration.ofSeconds(seconds));
        Decision.AskAgain again = (Decision.AskAgain)
                WaitRules.decide(request, RunHistory.NONE, WaitState.begin(BEGIN, BEGIN), down, BEGIN, 0.5);
        assertThat(again.at()).isEqualTo(BEGIN.plusSeconds(seconds));

        assertThat(decide(again.state(), 503, again.at())).isInstanceOf(Decision.AskAgain.class);
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsBelievedUpToTheDeadline() {
        RunAnswer down = response(503, Duration.ofDays(9_000));
        RunAnswer busy = response(429, Duration.ofDays(9_000));

        for (RunAnswer response : List.of(down, busy)) {
            Decision decision =
                    WaitRules.decide(request, RunHistory.NONE, WaitState.begin(BEGIN, BEGIN), response, BEGIN, 0.5);
            assertThat(((Decision.AskAgain) decision).at()).isEqualTo(BEGIN.plus(TIMEOUT));
        }
    }
}
