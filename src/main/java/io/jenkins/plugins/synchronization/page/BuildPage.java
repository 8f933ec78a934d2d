package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import jenkins.management.Badge;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import jenkins.security.stapler.StaplerDispatchable;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/**
 * All that a build shows of its runs: those that it stores, those that it waits for, and those that it waited for without
 * a response. Created for each request, never stored.
 */
@Restricted(NoExternalUse.class)
public final class BuildPage extends Tab implements BuildBadgeAction, StaplerProxy {

    private final Run<?, ?> build;
    private final SynchronizationAction stored;

    private BuildPage(Run<?, ?> build, SynchronizationAction stored) {
        super(build);
        this.build = build;
        this.stored = stored;
    }

    /** The page of a build; null if the build has nothing to do with synchronization runs. */
    @CheckForNull
    public static BuildPage of(Run<?, ?> build) {
        SynchronizationAction stored = SynchronizationAction.of(build);
        boolean needed = !stored.getRuns().isEmpty()
                || !stored.getEndedWaits().isEmpty()
                || !BuildWaits.get().pending(build).isEmpty()
                || !BuildWaits.get().starting(build).isEmpty();
        return needed ? new BuildPage(build, stored) : null;
    }

    /** Only users who can view the build can view its runs. */
    @Override
    public Object getTarget() {
        build.checkPermission(Item.READ);
        return this;
    }

    /** The stored runs in the order in which they ended. */
    @NonNull
    public List<RunRecord> getRuns() {
        return stored.getRuns();
    }

    /** The stored runs for a list: the worst first, those alike in the order in which they ended. */
    @NonNull
    public List<RunRecord> getWorstFirst() {
        return getRuns().stream()
                .sorted(Comparator.comparing(RunRecord::getPresentation, Presentation.WORST_FIRST))
                .toList();
    }

    public Words getWords() {
        return Words.of(LocaleProvider.getLocale());
    }

    /** The remote API at {@code synchronization/api}. */
    public Api getApi() {
        return new Api(stored);
    }

    /** The page of a run, at {@code synchronization/run/<key>/}. */
    @CheckForNull
    public RunPage getRun(String key) {
        return getRuns().stream()
                .filter(run -> run.getKey().equals(key))
                .findFirst()
                .map(run -> new RunPage(build, run))
                .orElse(null);
    }

    /** The page of the only run; null if there are several, or if there is more to show. */
    @CheckForNull
    public RunPage getOnlyRun() {
        List<RunRecord> all = getRuns();
        LiveRuns live = getLive();
        boolean only =
                all.size() == 1 && live.getActive() == 0 && live.getFailed().isEmpty();
        return only ? new RunPage(build, all.get(0)) : null;
    }

    /** What the build waits for at this moment, at {@code synchronization/live/}. */
    @StaplerDispatchable
    public LiveRuns getLive() {
        return new LiveRuns(build);
    }

    /** The runs in few words, for the build page and the history. */
    public RunsInBrief getBrief() {
        return new RunsInBrief(build, stored);
    }

    /** The badge of the build page's tab. */
    @CheckForNull
    @Override
    public Badge getBadge() {
        return getBrief().getTabBadge();
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    @Override
    public String getIconFileName() {
        return "symbol-swap";
    }

    @Override
    public String getDisplayName() {
        return Messages.BuildPage_DisplayName();
    }

    @Override
    public String getUrlName() {
        return SynchronizationAction.URL;
    }

    /** Adds the page to the builds that have something to show. */
    @SuppressWarnings("rawtypes")
    @Extension
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<BuildPage> actionType() {
            return BuildPage.class;
        }

        @NonNull
        @Override
        public Collection<BuildPage> createFor(@NonNull Run build) {
            BuildPage page = of(build);
            return page == null ? List.of() : List.of(page);
        }
    }
}
