package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.time.Instant;

/**
 * What a step of a build wants: to start a run, to search for the latest, or to wait for one.
 *
 * @param build the build
 * @param log its log
 * @param key distinguishes it among the build's runs; the run that is found has the same
 * @param target the server
 * @param parameters what the author of the job wants
 * @param begun when it first began
 * @param resumed whether Jenkins was restarted since
 * @param intention what was stored before the request to start was sent, or null
 */
public record BuildOrder(
        Run<?, ?> build,
        TaskListener log,
        String key,
        ServerTarget target,
        WaitSpec parameters,
        Instant begun,
        boolean resumed,
        @CheckForNull StartIntention intention) {

    /** The user's name for the run on one line, or null. */
    @CheckForNull
    public String label() {
        return RunReference.labelOf(parameters.name());
    }

    /**
     * The wait for a run: the one that the job names, or that was started or found.
     *
     * @param run the run
     * @param waited whether it had begun before Jenkins was restarted
     * @throws AbortException as {@link WaitSpec#mapping} and {@link WaitSpec#names}
     */
    public ResolvedWait waitFor(RunAddress run, boolean waited) throws AbortException {
        RunReference subject = new RunReference(
                key, parameters.name(), target.name(), run, target.runLink(run.connectionId(), run.runId()));
        return new ResolvedWait(this, subject, parameters.mapping(), waited, parameters.names());
    }
}
