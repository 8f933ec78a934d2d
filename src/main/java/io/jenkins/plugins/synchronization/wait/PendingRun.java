package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
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

    /** The user's name for it, or null. */
    public String label() {
        return subject.label();
    }

    /** What to call it: the user's name for it, else its id. */
    public String title() {
        return label() == null ? runId() : label();
    }

    /** The name of the server. */
    public String server() {
        return subject.server();
    }

    /** {@code manifest} or {@code storage}. */
    public String connectionType() {
        return subject.address().type().text();
    }

    /** The connection's id. */
    public String connectionId() {
        return subject.address().connectionId();
    }

    /** The run's id. */
    public String runId() {
        return subject.address().runId();
    }

    /** A page about the run outside Jenkins: an http or https address, or null. */
    public String webLink() {
        return subject.webLink();
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

    /** When the API will be asked next, or null while that is not known. */
    public Instant nextPoll() {
        return status.nextPoll();
    }

    /** Whether the next poll has to wait after a 429 that another wait of the same subscription got. */
    public boolean isPaused() {
        return status.paused();
    }

    /** The last answer that was not a run, or null if a good one came after it. */
    public ApiFailure trouble() {
        return status.trouble();
    }
}
