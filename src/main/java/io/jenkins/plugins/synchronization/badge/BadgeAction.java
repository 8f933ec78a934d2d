package io.jenkins.plugins.synchronization.badge;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.synchronization.model.SynchronizedJobs;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;

/** A job's badge for users with Job/Read, and the page that explains how to use it and the public one. */
@Restricted(NoExternalUse.class)
public final class BadgeAction implements Action, StaplerProxy {

    static final String URL = "synchronization";
    static final String PICTURE = "badge.svg";

    private final Job<?, ?> job;

    BadgeAction(Job<?, ?> job) {
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

    /** The page, with what was chosen on it. */
    public BadgePage getPage() {
        return new BadgePage(job, BadgeRequest.of(Stapler.getCurrentRequest2()));
    }

    @WebMethod(name = PICTURE)
    public void doBadge(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        BadgeRequest wanted = BadgeRequest.of(request);
        BadgeAnswer.of(job, wanted).send(request, response, wanted);
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public String getDisplayName() {
        return Messages.BadgeAction_DisplayName();
    }

    /** Nothing in the side panel of jobs that have nothing to do with synchronization. */
    @Override
    public String getIconFileName() {
        return SynchronizedJobs.contains(job) ? "symbol-ribbon" : null;
    }

    /** Every job has the badge: a README may be written before the first run. */
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return BadgeAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return List.of(new BadgeAction((Job<?, ?>) target));
        }
    }
}
