package io.jenkins.plugins.synchronization.build;

import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The runs that a build waited for: one action for all of them, kept in {@code build.xml}. */
@ExportedBean(defaultVisibility = 2)
public final class SynchronizationAction implements RunAction2, BuildBadgeAction {

    /** The name in the build's URL. */
    static final String URL = "synchronization";

    /** Never changed once it is here, so that a build is saved while another run is added. */
    private volatile ArrayList<WaitedRun> runs = new ArrayList<>();

    private transient Run<?, ?> build;

    private SynchronizationAction() {}

    /**
     * Adds a run to a build's action, and makes the action if it has none yet; a run of the same key is replaced. Does
     * not save the build.
     */
    static void add(Run<?, ?> build, WaitedRun run) {
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
        run.attachTo(build);
    }

    private void put(WaitedRun run) {
        ArrayList<WaitedRun> changed = new ArrayList<>(runs);
        changed.removeIf(other -> other.getKey().equals(run.getKey()));
        changed.add(run);
        runs = changed;
    }

    /** The runs in the order in which they ended; unmodifiable, never null. */
    @Exported
    public List<WaitedRun> getRuns() {
        return List.copyOf(runs);
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
        runs.forEach(run -> run.attachTo(owner));
    }

    @Override
    public String getIconFileName() {
        return "symbol-sync";
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
