package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.synchronization.model.EndedWait;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * Why a step failed, for scripts that catch it: the result of the run, or why there is none. It survives a restart, like
 * the result itself.
 */
public final class SynchronizationFailedException extends AbortException {

    private static final long serialVersionUID = 1L;

    private final SynchronizationResult result;
    private final String reason;

    private SynchronizationFailedException(String message, SynchronizationResult result, String reason) {
        super(message);
        this.result = result;
        this.reason = reason;
    }

    static SynchronizationFailedException of(SynchronizationResult result, String message) {
        return new SynchronizationFailedException(message, result, null);
    }

    static SynchronizationFailedException withoutResult(String reason, String message) {
        return new SynchronizationFailedException(message, null, reason);
    }

    /** What the step would have returned; null if the wait ended without a result. */
    @CheckForNull
    @Whitelisted
    public SynchronizationResult getResult() {
        return result;
    }

    /** Why there is no result, as for {@link EndedWait#getReason}; null if there is one. */
    @CheckForNull
    @Whitelisted
    public String getReason() {
        return reason;
    }
}
