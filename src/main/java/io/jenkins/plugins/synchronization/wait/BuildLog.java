package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The lines of one wait or start in the log of its build.
 *
 * @param build the build
 * @param log its log
 * @param label the user's name for the run, which lines begin with, or null
 */
record BuildLog(
        Run<?, ?> build, TaskListener log, @CheckForNull String label) {

    private static final Logger LOGGER = Logger.getLogger(BuildLog.class.getName());

    void print(String line) {
        try {
            log.getLogger().println((label == null ? "" : "[" + label + "] ") + line);
        } catch (RuntimeException closed) {
            LOGGER.log(Level.FINE, "The log of " + build + " takes no more lines", closed);
        }
    }
}
