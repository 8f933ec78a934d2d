package io.jenkins.plugins.synchronization.badge;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.AccessControlled;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.job.BuildRuns;
import io.jenkins.plugins.synchronization.job.JobRuns;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;

/** What a job's badge says to whom. */
final class JobBadge {

    private JobBadge() {}

    /**
     * The answer to whoever is asking now. Where they may not see the job it is the same as where there is none.
     *
     * @param job the job, or null if there is none of the name
     */
    static BadgeAnswer answer(Job<?, ?> job, BadgeRequest wanted) {
        Locale locale = LocaleProvider.getLocale();
        if (!mayBeSeen(job) || (wanted.build() != null && !job.hasPermission(Item.READ))) {
            return nothing(locale);
        }
        JobRuns runs = JobRuns.of(job);
        if (wanted.build() == null) {
            return answer(job, wanted, runs.last(wanted.connection()), locale);
        }
        BuildRuns build = runs.ofBuild(wanted.build(), wanted.connection());
        return build == null ? nothing(locale) : answer(job, wanted, build, locale);
    }

    /** If there is no job, the permission is checked on Jenkins, so that both take the same time. */
    private static boolean mayBeSeen(Job<?, ?> job) {
        AccessControlled asked = job == null ? Jenkins.get() : job;
        return asked.hasPermission(BadgePermission.VIEW_BADGE) && job != null;
    }

    private static BadgeAnswer answer(Job<?, ?> job, BadgeRequest wanted, BuildRuns runs, Locale locale) {
        boolean forAll =
                wanted.build() == null && job.getACL().hasPermission2(Jenkins.ANONYMOUS2, BadgePermission.VIEW_BADGE);
        return new BadgeAnswer(true, runs == null ? Presentation.ofNoRun(locale) : runs.getLook(), forAll);
    }

    private static BadgeAnswer nothing(Locale locale) {
        return new BadgeAnswer(false, Presentation.ofNothing(locale), false);
    }
}
