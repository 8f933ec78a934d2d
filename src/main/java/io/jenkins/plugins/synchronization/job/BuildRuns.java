package io.jenkins.plugins.synchronization.job;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.LastAttempts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import io.jenkins.plugins.synchronization.wait.PendingRun;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs of one build, or those of one connection among them: those that it waited for, with or without a result, and those
 * that it waits for. Of several attempts, the {@linkplain LastAttempts last one} counts.
 */
@Restricted(NoExternalUse.class)
public final class BuildRuns {

    private final Run<?, ?> build;
    private final List<RunRecord> ended;
    private final List<EndedWait> withoutResult;
    private final List<PendingRun> waits;

    private BuildRuns(Run<?, ?> build, List<RunRecord> ended, List<EndedWait> withoutResult, List<PendingRun> waits) {
        this.build = build;
        this.ended = ended;
        this.withoutResult = withoutResult;
        this.waits = waits;
    }

    /**
     * The runs of a build.
     *
     * @param connection the connection's id, or null for the runs of all connections
     */
    static BuildRuns of(Run<?, ?> build, String connection) {
        LastAttempts last = LastAttempts.of(SynchronizationAction.of(build));
        List<RunRecord> ended = last.runs().stream()
                .filter(run -> connection == null || connection.equals(run.getConnectionId()))
                .toList();
        List<EndedWait> withoutResult = last.withoutResult().stream()
                .filter(wait -> connection == null || connection.equals(wait.getConnectionId()))
                .toList();
        List<PendingRun> waits = BuildWaits.get().pending(build).stream()
                .filter(run -> connection == null
                        || connection.equals(run.subject().address().connectionId()))
                .toList();
        return new BuildRuns(build, ended, withoutResult, waits);
    }

    /** Whether the build has waited for a run. */
    boolean hasEnded() {
        return !ended.isEmpty() || !withoutResult.isEmpty();
    }

    /** The IDs of the connections of the runs that ended. */
    @NonNull
    Set<String> connections() {
        Set<String> connections = new TreeSet<>();
        ended.stream().map(RunRecord::getConnectionId).filter(Objects::nonNull).forEach(connections::add);
        withoutResult.stream()
                .map(EndedWait::getConnectionId)
                .filter(Objects::nonNull)
                .forEach(connections::add);
        return connections;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** Whether the build waits at this moment. */
    public boolean isWaiting() {
        return !waits.isEmpty();
    }

    /** How the first run that the build waits for stands; if it waits for none, how the worst wait ended. */
    public Presentation getLook() {
        Locale locale = LocaleProvider.getLocale();
        if (isWaiting()) {
            return waits.get(0).look(locale);
        }
        return Stream.concat(
                        ended.stream().map(RunRecord::getPresentation),
                        withoutResult.stream().map(EndedWait::getPresentation))
                .min(Presentation.WORST_FIRST)
                .orElseGet(() -> Presentation.ofNoRun(locale));
    }

    /** The tasks of the completed runs together. */
    public TaskCounts getTasks() {
        return ended.stream().map(RunRecord::getTasks).reduce(TaskCounts.none(), TaskCounts::plus);
    }

    /** How long the longest run took, in milliseconds; 0 where the API did not say. */
    public long getDurationMillis() {
        return ended.stream().mapToLong(RunRecord::getDurationMillis).max().orElse(0);
    }

    /** How long the longest run took, in words; null where the API did not say. */
    public String getTook() {
        return getDurationMillis() == 0 ? null : DurationWords.of(Duration.ofMillis(getDurationMillis()));
    }

    /** When the last run completed; where the API did not say, when the build was. Never null. */
    public Date getEnd() {
        long runs = Stream.concat(
                        ended.stream().map(RunRecord::getEndMillis).filter(Objects::nonNull),
                        withoutResult.stream().map(EndedWait::getEndMillis))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new Date(runs > 0 ? runs : build.getStartTimeInMillis() + Math.max(0, build.getDuration()));
    }

    /** How long ago the last run completed, in words. */
    public String getAge() {
        return Util.getTimeSpanString(Math.max(0, System.currentTimeMillis() - getEnd().getTime()));
    }

    /** How it ended, how many tasks failed and how long it took, on one line. */
    public String getLine() {
        String word = getLook().word();
        if (ended.isEmpty()) {
            return word;
        }
        String counts = Messages.BuildRuns_parts(word, getTasks().brief(Words.of(LocaleProvider.getLocale())));
        return getTook() == null ? counts : Messages.BuildRuns_parts(counts, getTook());
    }

    /** The URL of what there is to read, from Jenkins' root without a slash at the beginning: the report, or the build. */
    public String getPath() {
        if (!hasEnded() && !isWaiting()) {
            return build.getUrl();
        }
        return ended.size() == 1 && withoutResult.isEmpty() && !isWaiting()
                ? ended.get(0).getReportPath()
                : build.getUrl() + SynchronizationAction.URL + "/";
    }
}
