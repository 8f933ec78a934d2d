package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Shows the progress of a wait, on the watcher's thread, and hands its end to the thread that waits for it. */
final class WaitProgress implements WaitListener {

    private static final long REDRAW_SECONDS = 1;

    /** A completed run and its response data, to be closed by the receiver; or why there is no result. Else null. */
    record End(RunSummary summary, RunBody body, WaitFailure failure) {}

    private final WaitLog log;
    private final LiveLine live;
    private final BlockingQueue<End> end = new LinkedBlockingQueue<>();

    WaitProgress(WaitLog log, LiveLine live) {
        this.log = log;
        this.live = live;
    }

    @Override
    public void progress(RunSummary summary, Instant nextPoll) {
        live.update(summary, nextPoll);
        log.progress(summary);
    }

    @Override
    public void trouble(ApiFailure failure, Instant nextPoll) {
        live.update(null, nextPoll);
        log.trouble(failure, nextPoll);
    }

    @Override
    public void paused(Instant nextPoll) {
        live.update(null, nextPoll);
        log.paused(nextPoll);
    }

    @Override
    public void tokenEndsEarly(Instant tokenEnds) {
        log.tokenEndsEarly(tokenEnds);
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        end.add(new End(summary, body, null));
    }

    @Override
    public void failed(WaitFailure failure) {
        end.add(new End(null, null, failure));
    }

    /** Waits for the end. */
    End await() throws InterruptedException {
        while (true) {
            End ended = end.poll(REDRAW_SECONDS, TimeUnit.SECONDS);
            if (ended != null) {
                return ended;
            }
            live.refresh();
        }
    }
}
