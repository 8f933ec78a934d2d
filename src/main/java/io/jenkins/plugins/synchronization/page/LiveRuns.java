package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.time.Instant;
import java.util.List;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build waits for, what it waited for and what it had no answer for, for one request. Its view {@code runs} is
 * the part of the page that is fetched again while it is looked at. Viewing it sends no request to the API; for a minute, the
 * runs are polled more often.
 */
@Restricted(NoExternalUse.class)
public final class LiveRuns {

    private final Run<?, ?> build;
    private final SynchronizationAction stored;
    private final List<LiveRow> rows;
    private final List<StartRow> starting;

    /**
     * Takes a picture of what is in memory.
     *
     * @param build not null; who asks may see it
     */
    public LiveRuns(Run<?, ?> build) {
        this.build = build;
        this.stored = SynchronizationAction.of(build);
        Instant now = Instant.now();
        this.rows = BuildWaits.get().pending(build).stream()
                .filter(run -> !isKept(run.key()))
                .map(run -> new LiveRow(run, now, LocaleProvider.getLocale()))
                .toList();
        this.starting = BuildWaits.get().starting(build).stream()
                .map(start -> new StartRow(start, now, LocaleProvider.getLocale()))
                .toList();
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** The runs that the build waits for; never null. */
    public List<LiveRow> getRows() {
        return rows;
    }

    /** The runs that the build starts or searches for; never null. */
    public List<StartRow> getStarting() {
        return starting;
    }

    /** How many runs the build waits for, starts or searches for. */
    public int getActive() {
        return rows.size() + starting.size();
    }

    /** How many runs there are so far, whether the build waits for them or has. */
    public int getCount() {
        return getActive() + stored.getRuns().size() + getFailed().size();
    }

    /** The rows, for somebody who looks at them: what they see is at most about 15 s old, within the limits. */
    public List<LiveRow> getWatchedRows() {
        BuildWaits.get().watched(build);
        return rows;
    }

    /** The runs that the build keeps already; never null. */
    public List<BriefLine> getCompleted() {
        return stored.getRuns().stream().map(BriefLine::of).toList();
    }

    @NonNull
    public List<EndedWait> getFailed() {
        return stored.getEndedWaits();
    }

    private boolean isKept(String key) {
        return stored.getRuns().stream().anyMatch(run -> run.getKey().equals(key));
    }
}
