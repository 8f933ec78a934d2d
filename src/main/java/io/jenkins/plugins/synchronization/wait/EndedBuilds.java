package io.jenkins.plugins.synchronization.wait;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends the waits of builds that end or vanish without ending them: a build that is killed stops none of its steps. */
@Extension
public final class EndedBuilds extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(EndedBuilds.class.getName());

    @Override
    public void onCompleted(Run<?, ?> build, TaskListener listener) {
        drop(build);
    }

    @Override
    public void onDeleted(Run<?, ?> build) {
        drop(build);
    }

    private static void drop(Run<?, ?> build) {
        try {
            BuildWaits.get().drop(build);
        } catch (Throwable bug) {
            LOGGER.log(Level.SEVERE, bug, () -> "Could not stop the waits of " + build);
        }
    }
}
