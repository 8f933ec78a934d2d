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

    private final WaitLog log;
    private final LiveLine live;
    private final BlockingQueue<WaitEnd> end = new LinkedBlockingQueue<>();

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
        if (log != null) {
            live.update(null, nextPoll);
            log.paused(nextPoll);
        }
    }

    @Override
    public void tokenEndsEarly(Instant tokenEnds) {
        log.tokenEndsEarly(tokenEnds);
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        end.add(new WaitEnd(summary, body, null));
    }

    @Override
    public void failed(WaitFailure failure) {
        end.add(new WaitEnd(null, null, failure));
    }

    /** Waits for the end. */
    WaitEnd await() throws InterruptedException {
        while (true) {
            WaitEnd ended = end.poll(REDRAW_SECONDS, TimeUnit.SECONDS);
            if (ended != null) {
                return ended;
            }
            live.refresh();
        }
    }
}
