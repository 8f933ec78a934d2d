package io.jenkins.plugins.synchronization.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The runs that a build waited for, and its waits that ended without a result: one action for all of them, stored in {@code
 * build.xml}. It has no page of its own.
 */
@ExportedBean
public final class SynchronizationAction extends InvisibleAction implements RunAction2 {

    /** The name of the pages of a build's runs in the build's URL. */
    public static final String URL = "synchronization";

    private static final int MOST_ENDED_WAITS = 100;

    /** Replaced as a whole, never changed, so that a build can be saved while another run is added. */
    private volatile ArrayList<RunRecord> runs = new ArrayList<>();

    /** The same. */
    private volatile ArrayList<EndedWait> endedWaits = new ArrayList<>();

    private SynchronizationAction() {}

    /** What a build stores; if it stores nothing, an empty action that is not one of the build's. */
    @NonNull
    @Restricted(NoExternalUse.class)
    public static SynchronizationAction of(Run<?, ?> build) {
        SynchronizationAction stored = storedIn(build);
        return stored == null ? new SynchronizationAction() : stored;
    }

    /** The URL of the pages of a build's runs: absolute if Jenkins knows its own. */
    @NonNull
    @Restricted(NoExternalUse.class)
    public static String urlOf(Run<?, ?> build) {
        return Objects.requireNonNullElse(Jenkins.get().getRootUrl(), "") + build.getUrl() + URL + "/";
    }

    /**
     * Adds a run to a build's action, and creates the action if there is none; a run of the same key is replaced. Does
     * not save the build.
     */
    @Restricted(NoExternalUse.class)
    public static void add(Run<?, ?> build, RunRecord run) {
        run.attachTo(build);
        run.added();
        change(build, action -> action.put(run));
    }

    /**
     * Adds a wait that ended without a result to a build's action, unless the build has the run; another wait of the same key is
     * replaced. Does not save the build.
     */
    @Restricted(NoExternalUse.class)
    public static void add(Run<?, ?> build, EndedWait wait) {
        change(build, action -> action.put(wait));
    }

    /** Not getAction, which calls other plugins' factories of actions: one of them may block, or be broken. */
    @CheckForNull
    private static SynchronizationAction storedIn(Run<?, ?> build) {
        return Util.filter(build.getActions(), SynchronizationAction.class).stream()
                .findFirst()
                .orElse(null);
    }

    private static void change(Run<?, ?> build, Consumer<SynchronizationAction> change) {
        synchronized (SynchronizationAction.class) {
            SynchronizationAction action = storedIn(build);
            if (action == null) {
                action = new SynchronizationAction();
                change.accept(action);
                build.addAction(action);
            } else {
                change.accept(action);
            }
        }
    }

    private void put(RunRecord run) {
        ArrayList<RunRecord> changed = new ArrayList<>(runs);
        changed.removeIf(other -> other.getKey().equals(run.getKey()));
        changed.add(run);
        runs = changed;
        endedWaits = endedWaitsWithout(run.getKey());
    }

    private void put(EndedWait wait) {
        boolean known = endedWaits.stream().anyMatch(other -> other == wait);
        if (known || runs.stream().anyMatch(run -> run.getKey().equals(wait.getKey()))) {
            return;
        }
        ArrayList<EndedWait> changed = endedWaitsWithout(wait.getKey());
        if (changed.size() >= MOST_ENDED_WAITS) {
            changed.remove(0);
        }
        changed.add(wait);
        endedWaits = changed;
    }

    private ArrayList<EndedWait> endedWaitsWithout(String key) {
        ArrayList<EndedWait> others = new ArrayList<>(endedWaits);
        others.removeIf(other -> other.getKey().equals(key));
        return others;
    }

    /** The runs in the order in which they ended; unmodifiable. */
    @NonNull
    @Exported(visibility = 2)
    public List<RunRecord> getRuns() {
        return List.copyOf(runs);
    }

    /** The waits that ended without a result, the oldest first, up to 100; unmodifiable. */
    @NonNull
    @Exported(visibility = 2)
    public List<EndedWait> getEndedWaits() {
        return List.copyOf(endedWaits);
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
        runs = usable(runs, RunRecord::isUsable);
        endedWaits = usable(endedWaits, EndedWait::isUsable);
        return this;
    }

    private static <T> ArrayList<T> usable(@CheckForNull List<T> stored, Predicate<T> isUsable) {
        return Stream.ofNullable(stored)
                .flatMap(List::stream)
                .filter(element -> element != null && isUsable.test(element))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
