package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.DurationEstimate;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitStatus;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Term;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A run that a build waits for, as it stood when this was made. All texts from the API and the job are untrusted.
 *
 * @param subject which run, for which of the build's steps
 * @param status what was last heard of it
 * @param begun when the build began to wait; before a restart of Jenkins, if there was one since
 * @param estimate how long the run will probably take, or null if that is unknown
 */
@Restricted(NoExternalUse.class)
public record PendingRun(
        RunReference subject,
        WaitStatus status,
        Instant begun,
        @CheckForNull DurationEstimate estimate) {

    /** Unique among the runs of the build; the same once the run is completed. */
    public String key() {
        return subject.key();
    }

    /** What to call it: the user's name for it, else its id. */
    public String title() {
        return subject.label() == null ? subject.address().runId() : subject.label();
    }

    /** Word, symbol and colours of its state; as not started while nothing was heard of it. */
    public Presentation look(Locale locale) {
        return Presentation.ofState(
                summary() == null
                        ? Term.absent(ExecutionState.class)
                        : summary().run().state(),
                locale);
    }

    /** The last good answer, or null if there was none yet. */
    public RunSummary summary() {
        return status.summary();
    }

    /** How long the run still takes, or that it takes longer than usual; empty if that is unknown. */
    @NonNull
    public String remaining(Instant now, Locale locale) {
        Instant start = summary() == null ? null : summary().run().start();
        boolean known = estimate != null && start != null && !start.isAfter(now);
        return known ? WaitLog.remainingOf(estimate, Duration.between(start, now), locale) : "";
    }
}
