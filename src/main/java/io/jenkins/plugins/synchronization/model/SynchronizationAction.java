package io.jenkins.plugins.synchronization.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The runs that a build waited for: one action for all of them, stored in {@code build.xml}. It has no page of its own. */
@ExportedBean
public final class SynchronizationAction extends InvisibleAction implements RunAction2 {

    /** The name of the pages of a build's runs in the build's URL. */
    public static final String URL = "synchronization";

    /** Replaced as a whole, never changed, so that a build can be saved while another run is added. */
    private volatile ArrayList<RunRecord> runs = new ArrayList<>();

    private SynchronizationAction() {}

    /** What a build stores; if it stores nothing, an empty action that is not one of the build's. */
    @NonNull
    @Restricted(NoExternalUse.class)
    public static SynchronizationAction of(Run<?, ?> build) {
        SynchronizationAction stored = build.getAction(SynchronizationAction.class);
        return stored == null ? new SynchronizationAction() : stored;
    }

    /**
     * Adds a run to a build's action, and creates the action if there is none; a run of the same key is replaced. Does
     * not save the build.
     */
    @Restricted(NoExternalUse.class)
    public static void add(Run<?, ?> build, RunRecord run) {
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

    /** The runs in the order in which they ended; unmodifiable. */
    @NonNull
    @Exported(visibility = 2)
    public List<RunRecord> getRuns() {
        return List.copyOf(runs);
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
        runs.forEach(run -> run.attachTo(owner));
        SynchronizedJobs.add(owner.getParent());
    }

    /** Leaves out what another version of the plugin wrote and this one cannot show. */
    private Object readResolve() {
        ArrayList<RunRecord> usable = new ArrayList<>();
        if (runs != null) {
            runs.stream().filter(Objects::nonNull).filter(RunRecord::isUsable).forEach(usable::add);
        }
        runs = usable;
        return this;
    }
}
