package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A start, or a search for the newest run, in few lines. */
class StartLogTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final ConnectionAddress CONNECTION =
            new ConnectionAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "c1");

    private final List<String> lines = new ArrayList<>();
    private Instant now = START;
    private final StartLog log = new StartLog(
            new RequestTerms(
                    CONNECTION,
                    ScriptedSource.bearer("secret"),
                    WaitSettings.DEFAULTS,
                    () -> RequestLimits.SMALLEST_TIER,
                    START,
                    false),
            Locale.ENGLISH,
            () -> now,
            lines::add);

    @Test
    void aStartIsToldFromItsBeginToItsRun() {
        log.begun(false);
        log.active(CONNECTION.run("r1"));
        log.started(new StartedRun(CONNECTION.run("r2"), false));

        assertThat(lines)
                .containsExactly(
                        "Starting a synchronization run of connection c1 (https://api.bentley.com), with a timeout of"
                                + " 1 d",
                        "Run r1 of connection c1 is active for the same iModel. A new run will be started when it is"
                                + " completed.",
                        "Started run r2 of connection c1");
    }

    @Test
    void aStartThatIsResumedOrJoinsARunSaysSo() {
        log.begun(true);
        log.started(new StartedRun(CONNECTION.run("r1"), true));

        assertThat(lines)
                .containsExactly(
                        "Resuming the start of a synchronization run of connection c1 (https://api.bentley.com):"
                                + " looking for a run that has already been started",
                        "Joined active run r1 of connection c1");
    }

    @Test
    void anOutageIsToldOnceAndItsEndBeforeTheRun() {
        ApiFailure down = new ApiFailure(ApiFailure.Kind.UNAVAILABLE, 503, null, null, List.of(), null, "id-1");
        for (int round = 0; round < 2; round++) {
            log.trouble(down, now.plusSeconds(60));
            log.trouble(down, now.plusSeconds(60));
            now = now.plusSeconds(120);
            if (round == 0) {
                log.started(new StartedRun(CONNECTION.run("r1"), false));
            } else {
                log.latest(CONNECTION.run("r1"));
            }
            now = now.plusSeconds(600);
        }

        assertThat(lines)
                .containsExactly(
                        "The API is not available (HTTP 503). Retrying in 1 min.",
                        "The API responds again after 2 min",
                        "Started run r1 of connection c1",
                        "The API is not available (HTTP 503). Retrying in 1 min.",
                        "The API responds again after 2 min",
                        "The latest run of connection c1 is r1");
    }

    @Test
    void aPauseIsToldWithItsEnd() {
        log.paused(now.plusSeconds(90));
        log.paused(now.plusSeconds(90));

        assertThat(lines)
                .containsExactly("Paused until 2026-11-24 10:01:30 UTC, after too many requests for this subscription."
                        + " Next request in 1 min 30 s.");
    }

    @Test
    void aStartThatFailsEndsWithTheTextOfItsFailure() {
        RequestFailure failure = new RequestFailure(
                WaitFailure.Reason.TIMED_OUT,
                null,
                null,
                CONNECTION,
                "itwin-credential",
                false,
                START,
                Duration.ofHours(1),
                null,
                null,
                true);

        log.failed(failure);

        assertThat(lines)
                .containsExactly("Timed out after 1 h (connection c1, https://api.bentley.com). Try again, with a"
                        + " longer timeout if other runs of the iModel take that long. A run may nevertheless have"
                        + " been started: check the runs of the connection before you start another one.");
    }
}
