package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.Manifest;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunChoice;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import io.jenkins.plugins.synchronization.engine.polling.LatestRunListener;
import io.jenkins.plugins.synchronization.engine.polling.RequestFailure;
import io.jenkins.plugins.synchronization.engine.polling.RequestTerms;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.engine.polling.StartListener;
import io.jenkins.plugins.synchronization.engine.polling.StartLog;
import io.jenkins.plugins.synchronization.engine.polling.StartRequest;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Where the run comes from that a command is about. */
interface RunSource {

    /**
     * Finds or starts the run; waits for that.
     *
     * @param locale the language of the lines
     * @param lines takes each line of the log
     * @throws NoRunException if there is none
     */
    StartedRun find(ApiSession api, Locale locale, Consumer<String> lines) throws InterruptedException, NoRunException;

    /** The run that the user named; the latest is searched for. */
    static RunSource of(RunChoice choice) {
        return (api, locale, lines) -> {
            RunAddress named = choice.address().orElse(null);
            if (named != null) {
                return new StartedRun(named, true);
            }
            Outcome outcome = new Outcome(new StartLog(api.terms(choice.connection()), locale, api::now, lines));
            api.watcher().findLatest(api.terms(choice.connection()), outcome);
            return outcome.await();
        };
    }

    /** A run that is started. */
    static RunSource start(ConnectionAddress connection, Manifest manifest, IfActive ifActive) {
        return (api, locale, lines) -> {
            RequestTerms terms = api.terms(connection);
            StartLog log = new StartLog(terms, locale, api::now, lines);
            log.begun(false);
            Outcome outcome = new Outcome(log);
            api.watcher().start(new StartRequest(terms, manifest, ifActive, null), outcome);
            return outcome.await();
        };
    }

    /** Hands what comes of it to the thread that waits. */
    final class Outcome implements StartListener, LatestRunListener {

        private final StartLog log;
        private final BlockingQueue<Object> end = new LinkedBlockingQueue<>();

        private Outcome(StartLog log) {
            this.log = log;
        }

        /** Nothing to store: this program cannot be restarted in between. */
        @Override
        public CompletionStage<?> intends(StartIntention intention) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void active(RunAddress run) {
            log.active(run);
        }

        @Override
        public void trouble(ApiFailure failure, Instant next) {
            log.trouble(failure, next);
        }

        @Override
        public void paused(Instant next) {
            log.paused(next);
        }

        @Override
        public void recovered() {
            log.recovered();
        }

        @Override
        public void started(StartedRun run) {
            log.started(run);
            end.add(run);
        }

        @Override
        public void found(RunAddress run) {
            log.latest(run);
            end.add(new StartedRun(run, true));
        }

        @Override
        public void failed(RequestFailure failure) {
            end.add(failure);
        }

        private StartedRun await() throws InterruptedException, NoRunException {
            Object ended = end.take();
            if (ended instanceof RequestFailure failure) {
                throw new NoRunException(failure);
            }
            return (StartedRun) ended;
        }
    }
}
