package io.jenkins.plugins.synchronization.checks;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Captures what is published; every test that wants it registers it. */
final class CapturedChecks extends ChecksPublisherFactory {

    private final BlockingQueue<ChecksDetails> published = new LinkedBlockingQueue<>();
    private final Runnable before;

    /** Takes what happens before each check is captured. */
    CapturedChecks(Runnable before) {
        this.before = before;
    }

    /** The next check, which may come after the build has ended. */
    ChecksDetails next() throws InterruptedException {
        ChecksDetails next = published.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No check was published");
        }
        return next;
    }

    boolean isEmpty() {
        return published.isEmpty();
    }

    @Override
    protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
        return Optional.of(new ChecksPublisher() {
            @Override
            public void publish(ChecksDetails details) {
                before.run();
                published.add(details);
            }
        });
    }
}
