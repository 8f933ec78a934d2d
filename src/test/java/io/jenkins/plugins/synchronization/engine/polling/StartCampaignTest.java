package io.jenkins.plugins.synchronization.engine.polling;

import static io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.polling.SimulatedConnection.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever gets lost, and whenever the process is restarted: one start, one run. */
class StartCampaignTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    /** What survives a restart, and what came of it. */
    private static final class Stored implements StartListener {
        private StartIntention intention;
        private StartedRun started;
        private RequestFailure failed;

        @Override
        public CompletionStage<?> intends(StartIntention newIntention) {
            intention = newIntention;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void withdrawn() {
            intention = null;
        }

        @Override
        public void started(StartedRun run) {
            started = run;
        }

        @Override
        public void failed(RequestFailure failure) {
            failed = failure;
        }
    }

    @Property(tries = 3000)
    void oneStartIsOneRun(@ForAll long seed) {
        Random random = new Random(seed);
        VirtualScheduler time = new VirtualScheduler(BEGIN);
        SimulatedConnection api = new SimulatedConnection(time);
        api.onStart(number -> trouble(random));
        api.onOther(number -> random.nextInt(3) == 0 ? Trouble.refused(503) : null);
        api.runsTake(Duration.ofSeconds(random.nextInt(60)));
        if (random.nextBoolean()) {
            api.run(random.nextBoolean() ? ADDRESS : SimulatedConnection.another());
        }
        int before = api.runs().size();
        Stored stored = new Stored();
        RunWatcher watcher = watcher(time, api, stored);
        int restarts = random.nextInt(4);
        for (int i = 0; i < restarts && !isOver(stored); i++) {
            int steps = random.nextInt(30);
            for (int step = 0; step < steps && !isOver(stored); step++) {
                time.runNext(time.monotonic().plus(Duration.ofMinutes(5)));
            }
            if (isOver(stored)) {
                break;
            }
            watcher.close();
            time.reopen();
            watcher = watcher(time, api, stored);
        }
        time.runUntil(() -> isOver(stored), BEGIN.plus(Duration.ofDays(2)));

        assertThat(stored.failed).as("seed %d", seed).isNull();
        assertThat(stored.started).as("seed %d", seed).isNotNull();
        assertThat(api.runs()).as("seed %d", seed).hasSize(before + 1);
        assertThat(stored.started.run())
                .as("seed %d", seed)
                .isEqualTo(api.runs().get(before));
    }

    private static boolean isOver(Stored stored) {
        return stored.started != null || stored.failed != null;
    }

    private static Trouble trouble(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Trouble.lost();
            case 2, 3 -> Trouble.responseLost();
            case 4 -> Trouble.refused(409);
            case 5 -> Trouble.refused(503);
            default -> null;
        };
    }

    private static RunWatcher watcher(VirtualScheduler time, SimulatedConnection api, Stored stored) {
        RunWatcher watcher = new RunWatcher(time, api, new ScriptedTokens(time), new Random(1));
        RequestTerms terms = new RequestTerms(
                ADDRESS,
                ScriptedSource.bearer("token"),
                WaitSettings.DEFAULTS,
                () -> VirtualWatch.PLENTY,
                time.now(),
                stored.intention != null);
        watcher.start(new StartRequest(terms, null, IfActive.WAIT, stored.intention), stored);
        return watcher;
    }
}
