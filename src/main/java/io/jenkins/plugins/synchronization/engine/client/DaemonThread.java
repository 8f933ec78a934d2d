package io.jenkins.plugins.synchronization.engine.client;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the engine's threads. They take nothing over from the thread that happens to start them, such as a pipeline's with
 * the class loader of its script: not its context class loader, its inheritable thread-locals or its access control context.
 */
public final class DaemonThread {

    private DaemonThread() {}

    /** A daemon thread of that name, which is not started yet and whose context class loader is the engine's own. */
    @SuppressWarnings("removal") // Java 17 has no other way to leave out the caller's access control context.
    public static Thread of(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setContextClassLoader(DaemonThread.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        });
    }
}
