package io.jenkins.plugins.synchronization.step;

import hudson.model.Result;
import hudson.model.Run;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The result of a build that goes on on another thread. */
final class BuildResult {

    private static final VarHandle RESULT = handle();

    private BuildResult() {}

    /**
     * Makes a build's result this one, unless it is as bad or worse. {@link Run#setResult} reads the result and then writes
     * it: a worse one that the build's own thread sets in between would be lost.
     */
    static void worsen(Run<?, ?> build, Result result) {
        Result before;
        do {
            before = build.getResult();
            if (before != null && !result.isWorseThan(before)) {
                return;
            }
        } while (!RESULT.compareAndSet((Run) build, before, result));
    }

    private static VarHandle handle() {
        try {
            return MethodHandles.privateLookupIn(Run.class, MethodHandles.lookup())
                    .findVarHandle(Run.class, "result", Result.class);
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }
}
