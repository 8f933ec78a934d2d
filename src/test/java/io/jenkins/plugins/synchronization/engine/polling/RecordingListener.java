package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told; safe for use by several threads. */
final class RecordingListener implements WaitListener {

    private final List<String> told = new ArrayList<>();
    private final List<Instant> nextPolls = new ArrayList<>();
    private RunSummary completed;
    private WaitFailure failed;
    private int ends;

    @Override
    public synchronized void progress(RunSummary summary, Instant nextPoll) {
        tell("progress");
        nextPolls.add(nextPoll);
    }

    @Override
    public synchronized void trouble(ApiFailure failure, Instant nextPoll) {
        tell("trouble " + failure.kind());
        nextPolls.add(nextPoll);
    }

    @Override
    public synchronized void paused(Instant nextPoll) {
        tell("paused");
        nextPolls.add(nextPoll);
    }

    @Override
    public synchronized void tokenEndsEarly(Instant tokenEnds) {
        tell("token ends " + tokenEnds);
    }

    @Override
    public synchronized void completed(RunSummary summary, RunBody body) {
        tell("completed");
        ends++;
        completed = summary;
        body.close();
    }

    @Override
    public synchronized void failed(WaitFailure failure) {
        tell("failed " + failure.reason());
        ends++;
        failed = failure;
    }

    private void tell(String what) {
        told.add(ends == 0 ? what : "after the end: " + what);
        notifyAll();
    }

    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized List<Instant> nextPolls() {
        return List.copyOf(nextPolls);
    }

    synchronized int ends() {
        return ends;
    }

    synchronized boolean isOver() {
        return ends > 0;
    }

    synchronized RunSummary completed() {
        return completed;
    }

    synchronized WaitFailure failed() {
        return failed;
    }

    WaitFailure.Reason reason() {
        WaitFailure failure = failed();
        return failure == null ? null : failure.reason();
    }
}
