package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.lang.reflect.Method;
import java.util.Objects;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.AbstractWhitelist;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Why the pipeline is stopped: the run was canceled, or whatever the author of the pipeline maps to that. */
public final class RunEnded extends CauseOfInterruption {

    private static final long serialVersionUID = 1L;

    private final String message;

    private final SynchronizationResult result;

    private final String reason;

    RunEnded(String message, SynchronizationResult result, String reason) {
        this.message = message;
        this.result = result;
        this.reason = reason;
    }

    @Override
    public String getShortDescription() {
        return message;
    }

    /** As {@link SynchronizationFailedException#getResult}. */
    @CheckForNull
    @Whitelisted
    public SynchronizationResult getResult() {
        return result;
    }

    /** As {@link SynchronizationFailedException#getReason}. */
    @CheckForNull
    @Whitelisted
    public String getReason() {
        return reason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunEnded ended && message.equals(ended.message);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(message);
    }

    /** Lets sandboxed scripts get from an interruption of ours to its causes, which say no more than the build page does. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Causes extends AbstractWhitelist {

        @Override
        public boolean permitsMethod(@NonNull Method method, @NonNull Object receiver, @NonNull Object[] args) {
            return receiver instanceof FlowInterruptedException interruption
                    && method.getName().equals("getCauses")
                    && interruption.getCauses().stream().allMatch(RunEnded.class::isInstance);
        }
    }
}
