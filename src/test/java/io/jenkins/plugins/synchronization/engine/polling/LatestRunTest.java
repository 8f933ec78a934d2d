package io.jenkins.plugins.synchronization.engine.polling;

import static io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
    void aConnectionWithoutRunsSaysSo() {
        find();

        assertThat(failed.reason()).isEqualTo(WaitFailure.Reason.REFUSED);
        assertThat(FailureText.of(failed, Locale.ENGLISH)).startsWith("The connection has no run: connection ours at");
        assertThat(FailureText.of(failed, Locale.GERMAN)).startsWith("Die Verbindung hat keinen Lauf");
    }

    @Test
    void anOutageIsWaitedFor() {
        api.run(ADDRESS);
        api.onOther(number -> number < 5 ? Trouble.refused(503) : null);
        find();

        assertThat(found).isEqualTo(ADDRESS.run("run-1"));
    }

    private void find() {
        RequestTerms terms = new RequestTerms(
                ADDRESS, ScriptedSource.bearer("token"), WaitSettings.DEFAULTS, () -> VirtualWatch.PLENTY, time.now());
        watcher.findLatest(terms, new LatestRunListener() {
            @Override
            public void found(RunAddress run) {
                found = run;
            }

            @Override
            public void failed(RequestFailure failure) {
                failed = failure;
            }
        });
        time.advance(Duration.ofHours(1));
        assertThat(time.isIdle()).isTrue();
    }
}
