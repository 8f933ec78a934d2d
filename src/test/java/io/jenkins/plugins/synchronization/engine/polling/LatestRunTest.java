package io.jenkins.plugins.synchronization.engine.polling;

import static io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.Trouble;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import io.jenkins.plugins.synchronization.engine.run.RunList;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatestRunTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    private final VirtualScheduler time = new VirtualScheduler(BEGIN);
    private final SimulatedConnection api = new SimulatedConnection(time);
    private final RunWatcher watcher = new RunWatcher(time, api, new ScriptedTokens(time), new Random(42));
    private RunAddress found;
    private RequestFailure failed;

    @Test
    void theConnectionsLinkLeadsToTheNewestRun() {
        api.run(ADDRESS);
        api.run(ADDRESS);
        find();

        assertThat(found).isEqualTo(ADDRESS.run("run-2"));
        assertThat(api.sent()).containsExactly("CONNECTION");
    }

    @Test
    void withoutALinkTheListDoes() {
        api.withoutLinks();
        api.run(ADDRESS);
        time.advance(Duration.ofMinutes(1));
        api.run(ADDRESS);
        find();

        assertThat(found).isEqualTo(ADDRESS.run("run-2"));
        assertThat(api.sent()).containsExactly("CONNECTION", "LIST");
    }

    @Test
    void ofTheListedRunsOneThatIsYetToStartIsTheNewestAndOneThatNeverStartedTheOldest() {
        ListedRun early = new ListedRun("early", Term.of(ExecutionState.EXECUTING), BEGIN);
        ListedRun late = new ListedRun("late", Term.of(ExecutionState.COMPLETED), BEGIN.plusSeconds(1));
        ListedRun waiting = new ListedRun("waiting", Term.of(ExecutionState.QUEUED), null);
        ListedRun never = new ListedRun("never", Term.of(ExecutionState.COMPLETED), null);
        ListedRun unusable = new ListedRun("not/an/id", Term.of(ExecutionState.QUEUED), null);

        assertThat(newestOf(waiting, late, early, never)).isEqualTo("waiting");
        assertThat(newestOf(late, early, never)).isEqualTo("late");
        assertThat(newestOf(early, late, unusable)).isEqualTo("late");
        assertThat(newestOf(never, unusable)).isEqualTo("never");
    }

    @Test
    void aLinkToARunOfAnotherConnectionIsNotBelieved() {
        VirtualWatch watch = new VirtualWatch();
        RunAddress foreign = SimulatedConnection.another().run("foreign");
        watch.api.respond(request -> new ApiResponse.Good<>(
                request.toString().contains("/runs")
                        ? new RunList(
                                List.of(new ListedRun("ours", Term.of(ExecutionState.COMPLETED), BEGIN)), 1, false)
                        : Optional.of(foreign)));

        find(watch.watcher, watch.time);

        assertThat(found).isEqualTo(ADDRESS.run("ours"));
    }

    private String newestOf(ListedRun... runs) {
        VirtualWatch watch = new VirtualWatch();
        watch.api.respond(request -> new ApiResponse.Good<>(
                request.toString().contains("/runs")
                        ? new RunList(List.of(runs), runs.length, false)
                        : Optional.empty()));
        find(watch.watcher, watch.time);
        return found.runId();
    }

    @Test
    void aConnectionWithoutRunsSaysSo() {
        find();

        assertThat(failed.reason()).isEqualTo(WaitFailure.Reason.REFUSED);
        assertThat(FailureText.of(failed, Locale.ENGLISH)).startsWith("The connection has no run (connection ours, ");
        assertThat(FailureText.of(failed, Locale.GERMAN)).startsWith("Die Verbindung hat keinen Lauf");
    }

    @Test
    void aConnectionWithMoreRunsThanAreListedDoesNotHaveAnOldOneTakenForTheNewest() {
        VirtualWatch watch = new VirtualWatch();
        watch.api.respond(request -> new ApiResponse.Good<>(
                request.toString().contains("/runs")
                        ? new RunList(
                                List.of(new ListedRun(
                                        "run-" + watch.api.requests().size(),
                                        Term.of(ExecutionState.COMPLETED),
                                        BEGIN)),
                                1,
                                true)
                        : Optional.empty()));
        find(watch.watcher, watch.time);

        assertThat(found).isNull();
        assertThat(failed.problem()).isEqualTo(RequestFailure.Problem.TOO_MANY_RUNS);
        assertThat(FailureText.of(failed, Locale.ENGLISH))
                .startsWith("It is unknown which run is the latest: the connection has no link to it")
                .contains("Wait for a run by its ID.");
        assertThat(FailureText.of(failed, Locale.GERMAN)).startsWith("Es ist unbekannt, welcher Lauf der neueste ist");
    }

    @Test
    void anOutageIsWaitedFor() {
        api.run(ADDRESS);
        api.onOther(number -> number < 5 ? Trouble.refused(503) : null);
        find();

        assertThat(found).isEqualTo(ADDRESS.run("run-1"));
    }

    private void find() {
        find(watcher, time);
    }

    private void find(RunWatcher asked, VirtualScheduler clock) {
        RequestTerms terms = new RequestTerms(
                ADDRESS,
                ScriptedSource.bearer("token"),
                WaitSettings.DEFAULTS,
                () -> VirtualWatch.PLENTY,
                clock.now(),
                false);
        asked.findLatest(terms, new LatestRunListener() {
            @Override
            public void found(RunAddress run) {
                found = run;
            }

            @Override
            public void failed(RequestFailure failure) {
                failed = failure;
            }
        });
        clock.advance(Duration.ofHours(1));
        assertThat(clock.isIdle()).isTrue();
    }
}
