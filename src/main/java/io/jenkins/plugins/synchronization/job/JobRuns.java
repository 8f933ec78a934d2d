package io.jenkins.plugins.synchronization.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs that the last builds of a job waited for, from the summaries in {@code build.xml}; no stored response is read.
 * Callers must check permissions.
 */
@Restricted(NoExternalUse.class)
public final class JobRuns {

    private final Job<?, ?> job;

    private JobRuns(Job<?, ?> job) {
        this.job = job;
    }

    @NonNull
    public static JobRuns of(@NonNull Job<?, ?> job) {
        return new JobRuns(job);
    }

    /**
     * What a badge shows of the job: the newest build that waits for a run, or is completed and waited for one.
     *
     * @param connection the connection's ID, or null for all connections
     */
    @CheckForNull
    public BuildRuns last(@CheckForNull String connection) {
        Run<?, ?> waiting = BuildWaits.get().newestBuild(job, connection);
        BuildRuns completed = newest(connection);
        return waiting == null || (completed != null && completed.getBuild().getNumber() > waiting.getNumber())
                ? completed
                : BuildRuns.of(waiting, connection);
    }

    /** The newest completed build that waited for a run. */
    @CheckForNull
    public BuildRuns lastCompleted() {
        return newest(null);
    }

    /** Loads one build; a second time if that one is gone without notice. */
    private BuildRuns newest(String connection) {
        BuildRuns found = load(newestNumber(connection), connection);
        if (found == null && newestNumber(connection) != null) {
            JobIndex.get().forget(job);
            found = load(newestNumber(connection), connection);
        }
        return found;
    }

    private Integer newestNumber(String connection) {
        JobIndex.Found found = JobIndex.get().of(job);
        return connection != null
                ? found.newest().get(connection)
                : found.builds().stream().findFirst().orElse(null);
    }

    private BuildRuns load(Integer number, String connection) {
        Run<?, ?> build = number == null ? null : job.getBuildByNumber(number);
        return build == null ? null : BuildRuns.of(build, connection);
    }

    /**
     * The runs of one build.
     *
     * @param numberOrPermalink such as {@code 12} or {@code lastSuccessfulBuild}
     * @param connection the connection's id, or null for all connections
     * @return null if there is no such build
     */
    public BuildRuns ofBuild(String numberOrPermalink, String connection) {
        Run<?, ?> build = build(numberOrPermalink);
        return build == null ? null : BuildRuns.of(build, connection);
    }

    /** The last completed builds that waited for a run, the oldest first; loads them. */
    @NonNull
    public List<BuildRuns> trend() {
        List<BuildRuns> oldestFirst = new ArrayList<>();
        JobIndex.get().of(job).builds().stream()
                .map(number -> load(number, null))
                .filter(Objects::nonNull)
                .forEach(build -> oldestFirst.add(0, build));
        return oldestFirst;
    }

    /** The IDs of the connections of the last builds' runs, sorted. */
    @NonNull
    public List<String> connections() {
        return List.copyOf(JobIndex.get().of(job).newest().keySet());
    }

    private Run<?, ?> build(String numberOrPermalink) {
        if (numberOrPermalink.matches("[0-9]{1,9}")) {
            return job.getBuildByNumber(Integer.parseInt(numberOrPermalink));
        }
        Permalink permalink = job.getPermalinks().get(numberOrPermalink);
        return permalink == null ? null : permalink.resolve(job);
    }
}
