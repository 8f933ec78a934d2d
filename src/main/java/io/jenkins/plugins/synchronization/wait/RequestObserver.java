package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Duration;

/**
 * Is notified of each request to the API, on a thread of the HTTP client, so it must return at once. What an observer throws is
 * logged and has no effect on the request.
 */
public interface RequestObserver extends ExtensionPoint {

    /**
     * A request has ended. Not called for one that was cancelled, since no wait needed it any more.
     *
     * @param duration from sending the request until its response was read, or until it failed
     * @param failure why there is no good response; null if there is one
     */
    void ended(@NonNull Duration duration, @CheckForNull ApiFailure failure);
}
