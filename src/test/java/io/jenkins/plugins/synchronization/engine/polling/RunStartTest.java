package io.jenkins.plugins.synchronization.engine.polling;

import static io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.StartResponse;
import io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.Trouble;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import io.jenkins.plugins.synchronization.engine.run.RunList;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts in virtual time. */
class RunStartTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final VirtualScheduler time = new VirtualScheduler(BEGIN);
    private final SimulatedConnection api = new SimulatedConnection(time);
    private final ScriptedTokens tokens = new ScriptedTokens(time);
    private final Supplier<RequestLimits> limits = () -> VirtualWatch.PLENTY;
    private RunWatcher watcher = new RunWatcher(time, api, tokens, new Random(42));
    private WaitSettings settings = WaitSettings.DEFAULTS;
    private ScriptedSource source = ScriptedSource.bearer("s3cret-token");

    /** Remembers what it hears, and stores intentions as a test says. */
    private static final class Recorder implements StartListener {
        private final List<String> heard = new ArrayList<>();
        private CompletionStage<?> storing = CompletableFuture.completedFuture(null);
        private StartIntention stored;
        private StartedRun started;
        private RequestFailure failed;

        @Override
        public CompletionStage<?> intends(StartIntention intention) {
            heard.add("intends");
            stored = intention;
            return storing;
        }

        @Override
        public void withdrawn() {
            heard.add("withdrawn");
            stored = null;
        }

        @Override
        public void active(RunAddress run) {
            heard.add("active " + run.runId());
        }

        @Override
        public void trouble(ApiFailure failure, Instant next) {
            heard.add("trouble " + failure.kind());
        }

        @Override
        public void paused(Instant next) {
            heard.add("paused");
        }

        @Override
        public void recovered() {
            if (!heard.get(heard.size() - 1).equals("recovered")) {
                heard.add("recovered");
            }
        }

        @Override
        public void started(StartedRun run) {
            heard.add("started");
            started = run;
        }

        @Override
        public void failed(RequestFailure failure) {
            heard.add("failed " + failure.reason());
            failed = failure;
        }

        boolean isOver() {
            return started != null || failed != null;
        }
    }

    private Recorder start(IfActive ifActive) {
        Recorder recorder = new Recorder();
        start(ifActive, null, recorder);
        return recorder;
    }

    private Operation start(IfActive ifActive, StartIntention intention, Recorder recorder) {
        RequestTerms terms = new RequestTerms(ADDRESS, source, settings, limits, BEGIN, intention != null);
        return watcher.start(new StartRequest(terms, null, ifActive, intention), recorder);
    }

    private void untilOver(Recorder... recorders) {
        for (Recorder recorder : recorders) {
            if (!time.runUntil(recorder::isOver, BEGIN.plus(Duration.ofDays(30)))) {
                throw new AssertionError("It never ends: " + recorder.heard);
            }
        }
    }

    @Test
    void aRunIsStartedAfterTheIntentionIsStored() {
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.sent()).containsExactly("LIST", "START");
        assertThat(recorder.heard).containsExactly("intends", "started");
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void nothingIsSentBeforeTheIntentionIsStored() {
        CompletableFuture<Void> storing = new CompletableFuture<>();
        Recorder recorder = new Recorder();
        recorder.storing = storing;
        start(IfActive.WAIT, null, recorder);
        time.advance(Duration.ofHours(1));

        assertThat(api.sent()).containsExactly("LIST");
        storing.complete(null);
        untilOver(recorder);
        assertThat(api.sent()).containsExactly("LIST", "START");
    }

    @Test
    void anIntentionThatCannotBeStoredEndsTheStart() {
        Recorder recorder = new Recorder();
        recorder.storing = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        start(IfActive.WAIT, null, recorder);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
        assertThat(recorder.failed.message()).contains("disk full");
        assertThat(api.runs()).isEmpty();
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 0", "UNAVAILABLE, 503", "UNAVAILABLE, 500", "UNAVAILABLE, 408", "NOT_A_RUN, 200"})
    void aRunWhoseResponseWasLostIsFoundAndNotStartedAgain(ApiFailure.Kind kind, int status) {
        ApiFailure failure = Trouble.of(kind, status, null).failure();
        api.onStart(number -> new Trouble(true, failure));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.sent()).containsExactly("LIST", "START", "LIST");
        assertThat(api.runs()).hasSize(1);
    }

    @Test
    void aRequestThatNeverArrivedIsSentAgainAfterTheRunsWereListed() {
        api.run(ADDRESS);
        time.advance(Duration.ofMinutes(10));
        api.onStart(number -> number < 3 ? Trouble.lost() : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started.run().runId()).isEqualTo("run-2");
        assertThat(api.sent()).containsExactly("LIST", "START", "LIST", "START", "LIST", "START");
    }

    @Test
    void aRunThatAppearsInTheListTooLateIsRecognizedByTheNextResponse() {
        api.onStart(number -> number == 1 ? Trouble.responseLost() : null);
        api.listsRunsAfter(Duration.ofMinutes(4));
        Recorder recorder = start(IfActive.FAIL);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.sent()).containsExactly("LIST", "START", "LIST", "START");
    }

    @Test
    void aRunOfTheSameConnectionThatAnotherStartedInTheMeantimeIsNotTakenForOurs() {
        api.respond(number -> new StartResponse(true, api.run(ADDRESS), "/location"));
        Recorder recorder = start(IfActive.FAIL);
        untilOver(recorder);

        assertThat(recorder.failed.problem()).isEqualTo(RequestFailure.Problem.ACTIVE);
    }

    @Test
    void afterARestartTheRunThatWasStartedIsTaken() throws Exception {
        Recorder recorder = killedOnceARunIsStarted();

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(resumed.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.runs()).hasSize(1);
        assertThat(recorder.isOver()).isFalse();
    }

    @Test
    void afterARestartTheRequestIsSentWhereItWasNot() throws Exception {
        Recorder recorder = killedBeforeTheIntentionIsStored(Duration.ofSeconds(10));

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(resumed.started.run().runId()).isEqualTo("run-1");
        assertThat(resumed.heard).as("the intention is stored already").containsExactly("started");
        assertThat(api.runs()).hasSize(1);
    }

    @Test
    void afterARestartPastTheDeadlineTheRunThatWasStartedIsTaken() throws Exception {
        api.runsTake(Duration.ofDays(1));
        Recorder recorder = killedOnceARunIsStarted();
        time.advance(Duration.ofHours(2));
        settings = settings.withTimeout(Duration.ofMinutes(1));
        api.onOther(number -> number < 4 ? Trouble.refused(503) : null);

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(resumed.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.runs()).hasSize(1);
    }

    @Test
    void afterARestartPastTheDeadlineNothingIsStartedAnyMore() throws Exception {
        Recorder recorder = killedBeforeTheIntentionIsStored(Duration.ofSeconds(10));
        time.advance(Duration.ofHours(2));
        settings = settings.withTimeout(Duration.ofMinutes(1));

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(resumed.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(resumed.failed.mayHaveStarted()).isFalse();
        assertThat(api.runs()).isEmpty();
    }

    @Test
    void afterARestartPastTheDeadlineAnApiThatIsDownIsGivenUp() throws Exception {
        Recorder recorder = killedOnceARunIsStarted();
        time.advance(Duration.ofHours(2));
        Instant restart = time.now();
        settings = settings.withTimeout(Duration.ofMinutes(1));
        api.onOther(number -> Trouble.lost());

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(Duration.between(restart, time.now())).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(resumed.failed.mayHaveStarted()).isTrue();
    }

    @Test
    void afterARestartTheDeadlineThatHasNotPassedStillCounts() throws Exception {
        settings = settings.withTimeout(Duration.ofMinutes(10));
        Recorder recorder = killedBeforeTheIntentionIsStored(Duration.ofMinutes(5));
        api.onStart(number -> Trouble.refused(503));

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(time.now()).isEqualTo(BEGIN.plus(Duration.ofMinutes(10)));
        assertThat(resumed.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
    }

    /** A vault may be up later than Jenkins. */
    @Test
    void afterARestartACredentialThatCannotBeResolvedGetsAMinute() throws Exception {
        Recorder recorder = killedOnceARunIsStarted();
        source = ScriptedSource.of(number -> number < 8
                ? CompletableFuture.failedFuture(new CredentialException("The vault is sealed."))
                : CompletableFuture.completedFuture(ScriptedSource.bearerOf("token")));

        Recorder resumed = restarted(recorder);
        untilOver(resumed);

        assertThat(resumed.started.run().runId()).isEqualTo("run-1");
    }

    private Recorder killedOnceARunIsStarted() {
        Recorder recorder = start(IfActive.WAIT);
        time.runUntil(() -> !api.runs().isEmpty(), BEGIN.plusSeconds(60));
        watcher.close();
        return recorder;
    }

    private Recorder killedBeforeTheIntentionIsStored(Duration after) {
        Recorder recorder = new Recorder();
        recorder.storing = new CompletableFuture<>();
        start(IfActive.WAIT, null, recorder);
        time.advance(after);
        watcher.close();
        return recorder;
    }

    private Recorder restarted(Recorder before) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(before.stored);
        }
        StartIntention intention;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            intention = (StartIntention) in.readObject();
        }
        time.reopen();
        watcher = new RunWatcher(time, api, tokens, new Random(43));
        Recorder resumed = new Recorder();
        start(IfActive.WAIT, intention, resumed);
        return resumed;
    }

    @Test
    void anActiveRunOfAnotherConnectionIsWaitedForAndThenOursIsStarted() {
        api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-2"), false));
        assertThat(recorder.heard)
                .containsExactly("intends", "withdrawn", "active run-1", "recovered", "intends", "started");
        assertThat(Duration.between(BEGIN, time.now())).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(api.sent()).contains("POLL");
    }

    @Test
    void anotherConnectionsRunIsNotTakenForOursAfterAnUnknownOutcome() {
        api.onStart(number -> {
            if (number == 2) {
                api.run(SimulatedConnection.another());
            }
            return number == 1 ? Trouble.lost() : null;
        });
        Recorder recorder = start(IfActive.FAIL);
        untilOver(recorder);

        assertThat(recorder.failed.problem()).isEqualTo(RequestFailure.Problem.ACTIVE);
        assertThat(text(recorder)).contains("Another run is active for the iModel: run-1 (another)");
    }

    @Test
    void aRunThatWasThereBeforeIsNotTakenForOursAfterAnUnknownOutcome() {
        RunAddress before = api.run(ADDRESS);
        api.onStart(number -> number == 1 ? Trouble.lost() : null);
        Recorder recorder = start(IfActive.JOIN);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(before, true));
    }

    @Test
    void theRunOfAnotherConnectionShowsThatNoneWasStarted() {
        api.onStart(number -> {
            if (number == 2) {
                api.run(SimulatedConnection.another());
            }
            return number == 1 ? Trouble.lost() : null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-2"), false));
        assertThat(recorder.heard)
                .containsExactly(
                        "intends",
                        "trouble UNREACHABLE",
                        "withdrawn",
                        "active run-1",
                        "recovered",
                        "intends",
                        "started");
    }

    /** Both jobs wait for the same run, and the other one is faster. */
    @Test
    void aRunThatAnotherStartsOnceTheActiveOneHasEndedIsNotTakenForOurs() {
        api.onStart(number -> {
            if (number == 2) {
                api.run(SimulatedConnection.another());
            }
            return number == 1 ? Trouble.lost() : null;
        });
        api.onOther(number -> {
            if (number == 3) {
                api.run(ADDRESS);
            }
            return null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-3"), false));
        assertThat(recorder.heard).contains("active run-1", "active run-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void oneRefusedListDoesNotEndTheSearchForARunThatMayHaveBeenStarted(int status) {
        api.onStart(number -> number == 1 ? Trouble.responseLost() : null);
        api.onOther(number -> number == 2 ? Trouble.refused(status) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(api.runs()).hasSize(1);
    }

    @Test
    void aTokenThatComesAfterTheDeadlineStartsNothing() {
        source = ScriptedSource.client("s3cret");
        settings = settings.withTimeout(Duration.ofMinutes(1));
        tokens.takes(Duration.ofSeconds(40));
        api.onOther(number -> {
            tokens.forget();
            return null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);
        time.advance(Duration.ofMinutes(5));

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
        assertThat(api.runs()).isEmpty();
    }

    @Test
    void aRefusedTokenIsExchangedAlthoughTheCredentialCannotBeResolvedAgain() {
        source = ScriptedSource.of(number -> number == 1
                ? ScriptedSource.client("s3cret").resolve()
                : CompletableFuture.failedFuture(new CredentialException("The vault is sealed.")));
        api.onStart(number -> number == 1 ? Trouble.refused(401) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(tokens.requests()).isEqualTo(2);
    }

    @Test
    void anActiveRunThatCannotBeWaitedForFailsTheStart() {
        source = source.fixed();
        api.run(SimulatedConnection.another());
        api.onPoll(number -> Answers.failed(ApiFailure.Kind.UNAUTHORIZED));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.heard).containsExactly("intends", "withdrawn", "active run-1", "failed NOT_AUTHORIZED");
        assertThat(recorder.failed.last().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
    }

    @Test
    void troublesAndPausesOfTheWaitForAnActiveRunAreReported() {
        api.run(SimulatedConnection.another());
        api.onPoll(number -> switch (number) {
            case 1 -> Answers.failed(ApiFailure.Kind.UNAVAILABLE);
            case 2 -> Answers.throttled(Duration.ofMinutes(1));
            default -> null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.heard)
                .containsExactly(
                        "intends",
                        "withdrawn",
                        "active run-1",
                        "trouble UNAVAILABLE",
                        "trouble THROTTLED",
                        "recovered",
                        "intends",
                        "started");
    }

    @Test
    void anActiveRunThatHasCompletedAlreadyIsAskedForLessAndLessOften() {
        RunAddress ended = api.run(ADDRESS);
        time.advance(Duration.ofMinutes(10));
        Instant begin = time.now();
        api.respond(number -> number <= 10 ? new StartResponse(true, ended, "/location") : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-2"), false));
        assertThat(api.sent()).filteredOn("START"::equals).hasSize(11);
        // 0, 2, 4, 8, 16, 32, then 60 s four times.
        assertThat(Duration.between(begin, time.now())).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(310));
    }

    @Test
    void aTimeoutWhileAnotherRunIsActiveDoesNotBlameAnEarlierRefusal() {
        settings = settings.withTimeout(Duration.ofHours(1));
        api.runsTake(Duration.ofHours(2));
        api.onStart(number -> number == 1 ? Trouble.refused(409) : null);
        api.onOther(number -> number == 1 ? Trouble.refused(503) : null);
        api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(recorder.failed.last()).isNull();
    }

    @Test
    void aTimeoutBetweenRequestsToStartSaysWhyTheyFail() {
        settings = settings.withTimeout(Duration.ofMinutes(5));
        api.onStart(number -> Trouble.refused(409));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(recorder.failed.last().status()).isEqualTo(409);
    }

    @Test
    void anActiveRunThatIsReportedAfterTheDeadlineIsNotWaitedFor() {
        settings = settings.withTimeout(Duration.ofSeconds(5));
        api.takes(Duration.ofSeconds(4));
        api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(api.sent()).containsExactly("LIST", "START");
    }

    @Test
    void anActiveRunThatThisAccountCannotReadDelaysTheStart() {
        RunAddress hidden = SimulatedConnection.another().run("hidden");
        api.respond(number -> number == 1 ? new StartResponse(true, hidden, "/location") : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
        assertThat(recorder.heard)
                .contains("active hidden", "trouble RUN_NOT_FOUND")
                .endsWith("intends", "started");
        assertThat(Duration.between(BEGIN, time.now())).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    }

    @Test
    void ofSeveralNewRunsTheActiveOneIsTaken() {
        VirtualWatch watch = new VirtualWatch();
        List<ListedRun> none = List.of();
        List<ListedRun> three = List.of(
                listed("first", ExecutionState.COMPLETED),
                listed("active", ExecutionState.EXECUTING),
                listed("third", ExecutionState.COMPLETED));
        watch.api.respond(request -> request.isStart()
                ? new ApiResponse.Failed<>(Answers.failure(ApiFailure.Kind.UNREACHABLE, null))
                : new ApiResponse.Good<>(new RunList(watch.api.requests().size() == 1 ? none : three, 3, false)));

        assertThat(start(watch).started).isEqualTo(new StartedRun(ADDRESS.run("active"), false));
    }

    @Test
    void whereThereAreMoreRunsThanAreListedAnUnknownOutcomeIsToldAsSuch() {
        VirtualWatch watch = new VirtualWatch();
        AtomicInteger runs = new AtomicInteger();
        watch.api.respond(request -> request.isStart()
                ? new ApiResponse.Failed<>(Answers.failure(ApiFailure.Kind.UNREACHABLE, null))
                : new ApiResponse.Good<>(new RunList(
                        IntStream.range(0, 100)
                                .mapToObj(any -> listed("run-" + runs.incrementAndGet(), ExecutionState.COMPLETED))
                                .toList(),
                        100,
                        true)));

        Recorder recorder = start(watch);

        assertThat(recorder.failed.problem()).isEqualTo(RequestFailure.Problem.UNKNOWN_OUTCOME);
        assertThat(recorder.failed.mayHaveStarted()).isTrue();
        assertThat(text(recorder))
                .startsWith("It is unknown whether a run was started: the connection has too many runs to list")
                .doesNotContain("nevertheless");
        assertThat(watch.api.requests()).as("5,000 runs twice, and the start").hasSize(101);
    }

    @Test
    void aListThatIsTheSameOnEachPageIsNotReadForEver() {
        VirtualWatch watch = new VirtualWatch();
        List<ListedRun> page = IntStream.range(0, 100)
                .mapToObj(number -> listed("run-" + number, ExecutionState.COMPLETED))
                .toList();
        watch.api.respond(request -> new ApiResponse.Good<>(
                request.isStart()
                        ? new StartResponse(false, ADDRESS.run("new"), "/location")
                        : new RunList(page, 100, true)));

        assertThat(start(watch).started.run().runId()).isEqualTo("new");
        assertThat(watch.api.requests()).as("two pages and the start").hasSize(3);
    }

    /** Storage connections' lists have no links, and no promise of full pages. */
    @Test
    void aListWithoutLinksWhosePagesAreShortIsReadToItsEnd() {
        VirtualWatch watch = new VirtualWatch();
        AtomicInteger starts = new AtomicInteger();
        watch.api.respond(request -> {
            if (request.isStart()) {
                starts.incrementAndGet();
                return new ApiResponse.Failed<>(Answers.failure(ApiFailure.Kind.UNREACHABLE, null));
            }
            int skip = Integer.parseInt(request.toString().replaceAll(".*skip=", ""));
            int all = 120 + starts.get();
            List<ListedRun> page = IntStream.range(skip, Math.min(skip + 50, all))
                    // One of them has no ID.
                    .filter(number -> number != 7)
                    .mapToObj(number -> listed("run-" + number, ExecutionState.COMPLETED))
                    .toList();
            return new ApiResponse.Good<>(new RunList(page, Math.min(50, all - skip), null));
        });

        assertThat(start(watch).started.run().runId()).isEqualTo("run-120");
        assertThat(starts).hasValue(1);
    }

    @Test
    void aListThatIsUnderWayAtTheDeadlineIsNotWaitedFor() {
        settings = settings.withTimeout(Duration.ofSeconds(5));
        api.takes(Duration.ofHours(1));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
        assertThat(Duration.between(BEGIN, time.now())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aFixedTokenThatIsRefusedIsTheEndAtOnce() {
        source = ScriptedSource.bearer("s3cret-token").fixed();
        api.onStart(number -> Trouble.refused(401));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.heard).containsExactly("intends", "failed NOT_AUTHORIZED");
        assertThat(source.resolved()).isEqualTo(1);
    }

    @Test
    void aBearerTokenThatIsReplacedAMomentLateIsUsed() {
        source = ScriptedSource.of(number -> CompletableFuture.completedFuture(
                        ScriptedSource.bearerOf(number < 4 ? "s3cret-old" : "s3cret-new")))
                .patient(Duration.ofMinutes(1));
        api.onStart(number -> number == 1 ? Trouble.refused(401) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.heard).containsExactly("intends", "trouble UNAUTHORIZED", "started");
        assertThat(api.sent()).containsExactly("LIST", "START", "START");
        assertThat(api.tokens())
                .containsExactly(
                        AccessToken.of("s3cret-old"), AccessToken.of("s3cret-old"), AccessToken.of("s3cret-new"));
        assertThat(Duration.between(BEGIN, time.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    @Test
    void aTokenThatIsReplacedLateIsWaitedForThoughTheFirstOneWasLateToo() {
        AtomicReference<Instant> replaced = new AtomicReference<>(Instant.MAX);
        source = ScriptedSource.of(number -> time.now().isBefore(BEGIN.plusSeconds(40))
                        ? CompletableFuture.failedFuture(new CredentialException("The file is empty."))
                        : CompletableFuture.completedFuture(ScriptedSource.bearerOf(
                                time.now().isBefore(replaced.get()) ? "s3cret-old" : "s3cret-new")))
                .patient(Duration.ofMinutes(1));
        api.run(SimulatedConnection.another());
        api.onStart(number -> {
            if (number == 2) {
                replaced.set(time.now().plusSeconds(40));
                return Trouble.refused(401);
            }
            return null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isNotNull();
        assertThat(api.tokens()).endsWith(AccessToken.of("s3cret-old"), AccessToken.of("s3cret-new"));
    }

    @Test
    void aBearerTokenThatIsNotReplacedInTimeIsTheEndAndIsNotSentAgain() {
        source.patient(Duration.ofMinutes(1));
        api.onStart(number -> Trouble.refused(401));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(recorder.failed.last().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
        assertThat(api.sent()).containsExactly("LIST", "START");
        assertThat(Duration.between(BEGIN, time.now())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void aCredentialThatCannotBeResolvedIsTheEndWithItsReason() {
        source = ScriptedSource.of(any -> CompletableFuture.failedFuture(new CredentialException("It was deleted.")));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.CREDENTIAL);
        assertThat(text(recorder)).startsWith("It was deleted (connection ours, ");
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void anActiveRunIsJoinedIfThatIsAskedFor() {
        RunAddress active = api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.JOIN);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(active, true));
        assertThat(api.runs()).hasSize(1);
    }

    @Test
    void anActiveRunFailsTheStartIfThatIsAskedFor() {
        api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.FAIL);
        untilOver(recorder);

        assertThat(recorder.failed.problem()).isEqualTo(RequestFailure.Problem.ACTIVE);
        assertThat(text(recorder)).contains("Another run is active for the iModel: run-1 (another)");
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
    }

    @Test
    void twoStartsAtOnceHaveARunEach() {
        Recorder one = start(IfActive.WAIT);
        Recorder other = start(IfActive.WAIT);
        untilOver(one, other);

        assertThat(List.of(one.started.run(), other.started.run())).doesNotHaveDuplicates();
        assertThat(api.runs()).hasSize(2);
    }

    @Test
    void aStartThatIsBeingProcessedMakesTheNextOneBackOff() {
        api.onStart(number -> number < 4 ? Trouble.refused(409) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(api.sent()).containsExactly("LIST", "START", "START", "START", "START");
        assertThat(Duration.between(BEGIN, time.now())).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void aRefusedTokenIsRenewedOnce() {
        source = ScriptedSource.client("s3cret");
        api.onStart(number -> number == 1 ? Trouble.refused(401) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isNotNull();
        assertThat(tokens.requests()).isEqualTo(2);
        assertThat(api.sent()).containsExactly("LIST", "START", "START");
    }

    @Test
    void aTokenThatIsRefusedTwiceFails() {
        source = ScriptedSource.client("s3cret");
        api.onStart(number -> Trouble.refused(401));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(api.sent()).containsExactly("LIST", "START", "START");
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "403, NOT_AUTHORIZED, does not allow this account to list or start runs, role that can run",
        "404, REFUSED, cannot find the connection, Check the connection ID",
        "422, REFUSED, does not accept the connection ID or the manifest, Check the connection ID and the manifest"
    })
    void aRefusalFailsAtOnceAndSaysWhatToDo(int status, WaitFailure.Reason reason, String what, String todo) {
        api.onStart(number -> Trouble.refused(status));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(reason);
        assertThat(text(recorder))
                .contains(what, todo, "HTTP " + status, "Code", "Message", "connection ours")
                .doesNotContain("s3cret");
        assertThat(Duration.between(BEGIN, time.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a429PausesTheSubscription() {
        api.onStart(number -> number == 1 ? Trouble.of(ApiFailure.Kind.THROTTLED, 429, Duration.ofMinutes(3)) : null);
        Recorder recorder = start(IfActive.WAIT);
        Recorder other = new Recorder();
        time.advance(Duration.ofSeconds(1));
        start(IfActive.JOIN, null, other);
        untilOver(recorder, other);

        assertThat(Duration.between(BEGIN, time.now())).isGreaterThan(Duration.ofMinutes(3));
        assertThat(other.heard).contains("paused");
        assertThat(api.sent()).startsWith("LIST", "START").hasSize(5);
    }

    @Test
    void theDeadlineEndsAStartThatWaits() {
        settings = settings.withTimeout(Duration.ofMinutes(2));
        api.run(SimulatedConnection.another());
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(Duration.between(BEGIN, time.now())).isEqualTo(Duration.ofMinutes(2));
        time.advance(Duration.ofMinutes(10));
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void aStartThatIsUnderWayAtTheDeadlineStillCounts() {
        settings = settings.withTimeout(Duration.ofSeconds(5));
        api.takes(Duration.ofSeconds(4));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isNotNull();
    }

    @Test
    void aStartWithoutAResponseSaysThatARunMayHaveBeenStarted() {
        settings = settings.withTimeout(Duration.ofSeconds(5));
        api.onStart(number -> {
            api.takes(Duration.ofHours(1));
            return null;
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(recorder.failed.mayHaveStarted()).isTrue();
        assertThat(text(recorder)).contains("A run may nevertheless have been started");
        assertThat(Duration.between(BEGIN, time.now())).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void anApiThatIsDownIsGivenUp() {
        api.onOther(number -> Trouble.refused(503));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(recorder.failed.mayHaveStarted()).isFalse();
    }

    @Test
    void anApiThatTakesNoStartsIsGivenUpThoughItListsTheRuns() {
        api.onStart(number -> Trouble.refused(503));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.GAVE_UP);
        assertThat(recorder.failed.mayHaveStarted()).isTrue();
        assertThat(recorder.failed.waited()).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(35));
        assertThat(api.sent().stream().filter("START"::equals)).hasSizeBetween(5, 60);
    }

    @Test
    void aTokenThatEndsWhileStartsFailIsRenewedForTheListsAgain() {
        source = ScriptedSource.client("secret");
        api.onStart(number -> number < 6 ? Trouble.refused(503) : null);
        api.onOther(number -> number == 3 || number == 5 ? Trouble.refused(401) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
    }

    /** Of another job with the same subscription. */
    @Test
    void aPauseThatTheApiRequestedIsNoSilence() {
        api.onStart(number -> number < 3 ? Trouble.refused(503) : null);
        ApiFailure throttled = Trouble.of(ApiFailure.Kind.THROTTLED, 429, Duration.ofMinutes(40))
                .failure();
        api.onOther(number -> number == 2 ? new Trouble(false, throttled) : null);
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
    }

    @Test
    void aLocationThatIsNoRunIsReported() {
        api.respond(number -> new StartResponse(false, null, "https://elsewhere.example/"));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.problem()).isEqualTo(RequestFailure.Problem.LOCATION);
        assertThat(text(recorder)).contains("on this server: Location https://elsewhere.example/ (connection");
    }

    @Test
    void aRunWithALocationThatCannotBeUsedIsFoundInTheList() {
        api.respond(number -> {
            api.run(ADDRESS);
            return new StartResponse(false, null, "http://internal.example/runs/1");
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-1"), false));
    }

    @Test
    void anActiveRunWithoutALocationIsReported() {
        api.respond(number -> new StartResponse(true, null, null));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(text(recorder)).contains("on this server: Location is missing (connection");
    }

    @Test
    void aStartWithoutALocationIsFoundInTheList() {
        api.respond(number -> {
            api.run(ADDRESS);
            return new StartResponse(false, null, null);
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.started.run().runId()).isEqualTo("run-1");
    }

    @Test
    void aStartWithoutALocationThatIsNotInTheListSaysOnceWhatToDo() {
        api.respond(number -> new StartResponse(false, null, null));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(text(recorder))
                .contains("Location is missing")
                .containsOnlyOnce("heck the runs of the connection before you start another one");
    }

    @Test
    void aStartWithoutALocationWhoseConnectionCannotBeListedSaysThatARunMayHaveBeenStarted() {
        api.respond(number -> new StartResponse(false, null, null));
        api.onOther(number -> number == 1 ? null : Trouble.refused(403));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
        assertThat(text(recorder)).contains("A run may nevertheless have been started");
    }

    @Test
    void theLimitsOfAStartApplyUntilItEnds() {
        RequestTerms strict =
                new RequestTerms(ADDRESS, source, settings, () -> new RequestLimits(2, 1_000), time.now(), false);
        Recorder first = new Recorder();
        watcher.start(new StartRequest(strict, null, IfActive.JOIN, null), first);
        untilOver(first);
        Instant begin = time.now();
        assertThat(begin).isAfter(BEGIN.plusSeconds(20));

        untilOver(start(IfActive.JOIN));

        assertThat(time.now()).isBefore(begin.plusSeconds(5));
    }

    @Test
    void aCredentialIsResolvedAgainWhileAStartGoesOn() {
        source = ScriptedSource.of(number ->
                CompletableFuture.completedFuture(ScriptedSource.bearerOf(number == 1 ? "s3cret-old" : "s3cret-new")));
        api.run(SimulatedConnection.another());
        api.runsTake(Duration.ofHours(1));
        api.onPoll(number -> Answers.failed(ApiFailure.Kind.FORBIDDEN));
        api.onStart(number -> number < 8 ? null : Trouble.refused(422));
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(api.tokens()).startsWith(AccessToken.of("s3cret-old")).endsWith(AccessToken.of("s3cret-new"));
    }

    @Test
    void aCancelledStartStopsWaitingForAnActiveRun() {
        api.runsTake(Duration.ofHours(2));
        api.run(SimulatedConnection.another());
        Recorder recorder = new Recorder();
        Operation task = start(IfActive.WAIT, null, recorder);
        time.runUntil(() -> api.sent().contains("POLL"), BEGIN.plusSeconds(60));

        task.cancel();
        time.advance(Duration.ofMinutes(1));

        assertThat(watcher.waits()).isEmpty();
        assertThat(time.isIdle()).isTrue();
        assertThat(recorder.isOver()).isFalse();
    }

    @Test
    void aCancelledStartDoesNotTryAgain() {
        api.onOther(number -> Trouble.lost());
        Recorder recorder = new Recorder();
        Operation task = start(IfActive.WAIT, null, recorder);
        time.runUntil(() -> recorder.heard.contains("trouble UNREACHABLE"), BEGIN.plusSeconds(60));

        task.cancel();
        time.advance(Duration.ZERO);

        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void aCancelledStartIsSilent() {
        Recorder recorder = new Recorder();
        Operation task = start(IfActive.WAIT, null, recorder);
        time.runUntil(() -> api.sent().contains("START"), BEGIN.plusSeconds(60));

        assertThat(task.cancel()).isTrue();
        assertThat(task.cancel()).isFalse();
        time.advance(Duration.ofMinutes(1));
        assertThat(recorder.isOver()).isFalse();
        assertThat(api.cancelled()).isEqualTo(1);
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void aClosedWatcherStartsNothing() {
        watcher.close();
        Recorder recorder = new Recorder();

        assertThat(start(IfActive.WAIT, null, recorder).cancel()).isFalse();
        assertThat(recorder.heard).isEmpty();
    }

    static List<Throwable> anything() {
        return List.of(new IllegalStateException("bug"), new NoSuchMethodError("bug"), new OutOfMemoryError("bug"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void anythingThatIsThrownEndsTheStart(Throwable bug) {
        api.onStart(number -> {
            throw RunStartTest.<RuntimeException>sneaky(bug);
        });
        Recorder recorder = start(IfActive.WAIT);
        untilOver(recorder);

        assertThat(recorder.failed.reason()).isEqualTo(WaitFailure.Reason.INTERNAL);
        assertThat(recorder.failed.message()).contains("bug");
        assertThat(time.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(IfActive.class)
    void aConnectionWithMoreRunsThanAPageIsListedToItsEnd(IfActive ifActive) {
        api.runsTake(Duration.ofSeconds(1));
        for (int i = 0; i < 250; i++) {
            api.run(ADDRESS);
        }
        time.advance(Duration.ofSeconds(2));
        api.runsTake(Duration.ofMinutes(5));
        api.onStart(number -> Trouble.responseLost());
        Recorder recorder = start(ifActive);
        untilOver(recorder);

        assertThat(recorder.started).isEqualTo(new StartedRun(ADDRESS.run("run-251"), false));
        assertThat(api.sent()).containsExactly("LIST", "LIST", "LIST", "START", "LIST", "LIST", "LIST");
    }

    /** Starts a run at an API that responds as a test says. */
    private static Recorder start(VirtualWatch watch) {
        Recorder recorder = new Recorder();
        RequestTerms terms =
                new RequestTerms(ADDRESS, watch.source, watch.settings, watch.currentLimits, watch.time.now(), false);
        watch.watcher.start(new StartRequest(terms, null, IfActive.WAIT, null), recorder);
        watch.until(recorder::isOver);
        return recorder;
    }

    private static ListedRun listed(String id, ExecutionState state) {
        return new ListedRun(id, Term.of(state), null);
    }

    private static String text(Recorder recorder) {
        String german = FailureText.of(recorder.failed, Locale.GERMAN);
        String english = FailureText.of(recorder.failed, Locale.ENGLISH);
        assertThat(german).isNotEqualTo(english);
        return english;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable any) throws T {
        throw (T) any;
    }
}
