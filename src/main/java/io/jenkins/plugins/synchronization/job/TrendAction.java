package io.jenkins.plugins.synchronization.job;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/** The last outcome on a job's page, and the trend, which that page fetches when it is scrolled to. */
@Restricted(NoExternalUse.class)
public final class TrendAction implements Action, StaplerProxy {

    private final Job<?, ?> job;

    TrendAction(Job<?, ?> job) {
        this.job = job;
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The newest build that waits for a run; null if the newest that has to do with one is completed. */
    public BuildRuns getWaiting() {
        BuildRuns last = JobRuns.of(job).last(null);
        return last != null && last.isWaiting() ? last : null;
    }

    /** The newest completed build that waited for a run; null if there is none among the last builds. */
    public BuildRuns getLast() {
        return JobRuns.of(job).lastCompleted();
    }

    /** How the last builds ended; loads them. */
    public Trend readTrend() {
        return new Trend(JobRuns.of(job).trend());
    }

    @Override
    public String getUrlName() {
        return "synchronization-trend";
    }

    @Override
    public String getDisplayName() {
        return Messages.TrendAction_DisplayName();
    }

    /** Not in the side panel: the job's page leads to it. */
    @Override
    public String getIconFileName() {
        return null;
    }

    /** Jobs of which a build waited for a run have a trend. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return TrendAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Job<?, ?> job = target;
            return SynchronizedJobs.contains(job) ? List.of(new TrendAction(job)) : List.of();
        }
    }
}
