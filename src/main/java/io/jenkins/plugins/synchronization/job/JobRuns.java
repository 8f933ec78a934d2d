package io.jenkins.plugins.synchronization.job;

import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs that the last builds of a job waited for, from the summaries in {@code build.xml}; no stored body is read.
 * Permission to see them is the caller's business.
 */
@Restricted(NoExternalUse.class)
public final class JobRuns {

    /** How many builds are looked at, at most: each may have to be loaded from disk. */
    public static final int MOST_BUILDS = 50;

    private final Job<?, ?> job;

    private JobRuns(Job<?, ?> job) {
        this.job = job;
    }

    /** The runs of a job, not null. */
    public static JobRuns of(Job<?, ?> job) {
        return new JobRuns(job);
    }

    /**
     * What is to be said of the job: the newest build that waits for a run, or is over and waited for one.
     *
     * @param connection the connection's id, or null for all connections
     * @return null if there is none among the last builds
     */
    public BuildRuns last(String connection) {
        return builds().map(build -> BuildRuns.of(build, connection))
                .filter(BuildRuns::isTelling)
                .findFirst()
                .orElse(null);
    }

    /** The newest build that is over and waited for a run; null if there is none among the last builds. */
    public BuildRuns lastCompleted() {
        return completed().findFirst().orElse(null);
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

    /** The last builds that are over and waited for a run, the oldest first; never null. */
    public List<BuildRuns> trend() {
        List<BuildRuns> newestFirst = completed().toList();
        return Stream.iterate(newestFirst.size() - 1, i -> i >= 0, i -> i - 1)
                .map(newestFirst::get)
                .toList();
    }

    /** The ids of the connections of the last builds' runs, sorted; never null. */
    public List<String> connections() {
        return completed()
                .flatMap(build -> build.getEnded().stream())
                .map(RunRecord::getConnectionId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<BuildRuns> completed() {
        return builds().filter(build -> !build.isBuilding())
                .map(build -> BuildRuns.of(build, null))
                .filter(build -> !build.getEnded().isEmpty());
    }

    private Stream<Run<?, ?>> builds() {
        return SynchronizedJobs.contains(job)
                ? Stream.<Run<?, ?>>iterate(job.getLastBuild(), Objects::nonNull, Run::getPreviousBuild)
                        .limit(MOST_BUILDS)
                : Stream.empty();
    }

    private Run<?, ?> build(String numberOrPermalink) {
        if (numberOrPermalink.matches("[0-9]{1,9}")) {
            return job.getBuildByNumber(Integer.parseInt(numberOrPermalink));
        }
        Permalink permalink = job.getPermalinks().get(numberOrPermalink);
        return permalink == null ? null : permalink.resolve(job);
    }
}
