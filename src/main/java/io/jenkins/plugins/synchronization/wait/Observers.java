package io.jenkins.plugins.synchronization.wait;

import hudson.ExtensionList;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.RunReference;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Notifies all observers of one wait. Nothing of the wait itself comes after it on the same threads: they may block. */
final class Observers {

    private static final Logger LOGGER = Logger.getLogger(Observers.class.getName());

    private final ObservedWait wait;
    private final SerialWork work;

    Observers(ObservedWait wait, SerialWork work) {
        this.wait = wait;
        this.work = work;
    }

    void begun(RunReference run) {
        each(observer -> observer.begun(wait, run));
    }

    /** Does nothing for an end that is unknown, or before the wait. */
    void detected(Instant end, Instant begun) {
        if (end != null && !end.isBefore(begun)) {
            Duration sinceEnd = Duration.between(end, Instant.now());
            each(observer -> observer.detected(wait, sinceEnd.isNegative() ? Duration.ZERO : sinceEnd));
        }
    }

    void completed(RecordedRun recorded) {
        each(observer -> observer.completed(wait, recorded));
    }

    void ended(EndedWait ended) {
        each(observer -> observer.ended(wait, ended));
    }

    private void each(Consumer<WaitObserver> notification) {
        work.add(() -> {
            for (WaitObserver observer : ExtensionList.lookup(WaitObserver.class)) {
                try {
                    notification.accept(observer);
                } catch (Throwable bug) {
                    LOGGER.log(Level.WARNING, bug, () -> observer.getClass() + " failed for " + wait.build());
                }
            }
        });
    }
}
