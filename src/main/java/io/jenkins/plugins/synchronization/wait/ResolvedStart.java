package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.engine.polling.StartIntention;
import java.time.Instant;

/**
 * A run that a build starts, or the latest that it searches for, resolved and checked.
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
public record ResolvedStart(
        Run<?, ?> build,
        TaskListener log,
        String key,
        ServerTarget target,
        WaitSpec parameters,
        Instant begun,
        boolean resumed,
        @CheckForNull StartIntention intention) {}
