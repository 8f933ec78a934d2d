package io.jenkins.plugins.synchronization.wait;

import hudson.ExtensionList;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One request to the API, which begins now and whose end the observers of requests are notified of. Thread-safe. */
final class ObservedRequest {

    private static final Logger LOGGER = Logger.getLogger(ObservedRequest.class.getName());

    private final long begun = System.nanoTime();
    private volatile boolean cancelled;

    /** What cancels the request, given what ends it: a failure that comes of that is not the API's. */
    Runnable cancellation(Runnable end) {
        return () -> {
            cancelled = true;
            end.run();
        };
    }

    /**
     * Notifies the observers, then hands the response over, whatever they throw.
     *
     * @param failure null for a good response
     * @param handOver gives the response to whoever waits for it
     */
    void ended(ApiFailure failure, Runnable handOver) {
        try {
            if (!cancelled) {
                notifyObservers(Duration.ofNanos(System.nanoTime() - begun), failure);
            }
        } finally {
            handOver.run();
        }
    }

    private static void notifyObservers(Duration duration, ApiFailure failure) {
        for (RequestObserver observer : ExtensionList.lookup(RequestObserver.class)) {
            try {
                observer.ended(duration, failure);
            } catch (Throwable bug) {
                LOGGER.log(Level.WARNING, bug, () -> observer.getClass() + " failed");
            }
        }
    }
}
