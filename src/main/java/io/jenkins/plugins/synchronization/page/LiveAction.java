package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.storage.FailedWaits;
import io.jenkins.plugins.synchronization.wait.PendingRuns;
import java.util.Collection;
import java.util.List;
import jenkins.management.Badge;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/**
 * Stands in for a build's {@link SynchronizationAction} while it has none: it waits for its first run, or has no answer for
 * any. Made when it is asked for, never stored.
 */
@Restricted(NoExternalUse.class)
public final class LiveAction extends Tab implements BuildBadgeAction, StaplerProxy {

    private final SynchronizationAction page;

    private LiveAction(Run<?, ?> build) {
        super(build);
        page = SynchronizationAction.unsaved(build);
    }

    /** What is shown. */
    public SynchronizationAction getPage() {
        return page;
    }

    /** All that is below this URL is the page's business, permission included. */
    @Override
    public Object getTarget() {
        return page;
    }

    @Override
    public String getIconFileName() {
        return page.getIconFileName();
    }

    @Override
    public String getDisplayName() {
        return page.getDisplayName();
    }

    @Override
    public String getUrlName() {
        return page.getUrlName();
    }

    @Override
    public Badge getBadge() {
        return page.getBadge();
    }

    /** Makes it for the builds that need one. */
    @SuppressWarnings("rawtypes")
    @Extension
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<LiveAction> actionType() {
            return LiveAction.class;
        }

        @NonNull
        @Override
        public Collection<LiveAction> createFor(@NonNull Run build) {
            boolean needed = build.getAction(SynchronizationAction.class) == null
                    && (!PendingRuns.all(build).isEmpty() || FailedWaits.any(build));
            return needed ? List.of(new LiveAction(build)) : List.of();
        }
    }
}
