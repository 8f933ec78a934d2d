package io.jenkins.plugins.synchronization.model;

import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.page.LiveAction;
import io.jenkins.plugins.synchronization.page.LiveRuns;
import io.jenkins.plugins.synchronization.page.RunPage;
import io.jenkins.plugins.synchronization.page.RunsInBrief;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.management.Badge;
import jenkins.model.RunAction2;
import jenkins.model.Tab;
import jenkins.security.stapler.StaplerDispatchable;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The runs that a build waited for: one action for all of them, kept in {@code build.xml}, and their pages. What the build
 * still waits for is in memory, and never stored.
 */
@ExportedBean
public final class SynchronizationAction extends Tab implements RunAction2, BuildBadgeAction, StaplerProxy {

    /** The name in the build's URL. */
    public static final String URL = "synchronization";

    /** Never changed once it is here, so that a build can be saved while another run is added. */
    private volatile ArrayList<RunRecord> runs = new ArrayList<>();

    private transient Run<?, ?> build;

    private SynchronizationAction() {
        super(null);
    }

    /** The page of a build that keeps no run yet; not one of its actions, and never stored. */
    @Restricted(NoExternalUse.class)
    public static SynchronizationAction unsaved(Run<?, ?> build) {
        SynchronizationAction page = new SynchronizationAction();
        page.build = build;
        page.object = build;
        return page;
    }

    /** The page of a build: of what it keeps, or else of what it waits for; empty where there is neither. */
    @Restricted(NoExternalUse.class)
    public static Optional<SynchronizationAction> of(Run<?, ?> build) {
        SynchronizationAction kept = build.getAction(SynchronizationAction.class);
        return kept != null
                ? Optional.of(kept)
                : Optional.ofNullable(build.getAction(LiveAction.class)).map(LiveAction::getPage);
    }

    /**
     * Adds a run to a build's action, and makes the action if it has none yet; a run of the same key is replaced. Does
     * not save the build.
     */
    static void add(Run<?, ?> build, RunRecord run) {
        run.attachTo(build);
        synchronized (SynchronizationAction.class) {
            SynchronizationAction action = build.getAction(SynchronizationAction.class);
            if (action == null) {
                action = new SynchronizationAction();
                action.put(run);
                build.addAction(action);
            } else {
                action.put(run);
            }
        }
    }

    private void put(RunRecord run) {
        ArrayList<RunRecord> changed = new ArrayList<>(runs);
        changed.removeIf(other -> other.getKey().equals(run.getKey()));
        changed.add(run);
        runs = changed;
    }

    /** Only who may see the build may see what it waited for. */
    @Override
    public Object getTarget() {
        build.checkPermission(Item.READ);
        return this;
    }

    /** The runs in the order in which they ended; unmodifiable, never null. */
    @Exported(visibility = 2)
    public List<RunRecord> getRuns() {
        return List.copyOf(runs);
    }

    /** The runs for a list: the worst first, those alike in the order in which they ended. */
    public List<RunRecord> getWorstFirst() {
        return runs.stream()
                .sorted(Comparator.comparing(RunRecord::getPresentation, Presentation.WORST_FIRST))
                .toList();
    }

    /** Words, numbers and names in the reader's language. */
    public Words getWords() {
        return Words.of(LocaleProvider.getLocale());
    }

    /** The remote API at {@code synchronization/api}. */
    public Api getApi() {
        return new Api(this);
    }

    /** The page of a run, at {@code synchronization/run/<key>/}; null if there is none. */
    public RunPage getRun(String key) {
        return runs.stream()
                .filter(run -> run.getKey().equals(key))
                .findFirst()
                .map(run -> new RunPage(build, run))
                .orElse(null);
    }

    /** The page of the only run; null if there are several, or if there is more to tell. */
    public RunPage getOnlyRun() {
        List<RunRecord> all = getRuns();
        LiveRuns live = getLive();
        boolean only =
                all.size() == 1 && live.getRows().isEmpty() && live.getFailed().isEmpty();
        return only ? new RunPage(build, all.get(0)) : null;
    }

    /** What the build waits for at this moment, at {@code synchronization/live/}. */
    @Restricted(NoExternalUse.class)
    @StaplerDispatchable
    public LiveRuns getLive() {
        return new LiveRuns(build, getRuns());
    }

    /** The runs in few words, for the build page and the history. */
    @Restricted(NoExternalUse.class)
    public RunsInBrief getBrief() {
        return new RunsInBrief(build, getRuns());
    }

    /** The badge of the build page's tab, or null. */
    @Override
    public Badge getBadge() {
        return getBrief().getTabBadge();
    }

    /** The build. */
    public Run<?, ?> getBuild() {
        return build;
    }

    @Override
    public void onAttached(Run<?, ?> owner) {
        attachTo(owner);
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        attachTo(owner);
    }

    private void attachTo(Run<?, ?> owner) {
        build = owner;
        object = owner;
        runs.forEach(run -> run.attachTo(owner));
        SynchronizedJobs.add(owner.getParent());
    }

    /** Makes up for what other versions did not write. */
    private Object readResolve() {
        ArrayList<RunRecord> usable = new ArrayList<>();
        if (runs != null) {
            runs.stream().filter(Objects::nonNull).filter(RunRecord::isUsable).forEach(usable::add);
        }
        runs = usable;
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-swap";
    }

    @Override
    public String getDisplayName() {
        return Messages.SynchronizationAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
