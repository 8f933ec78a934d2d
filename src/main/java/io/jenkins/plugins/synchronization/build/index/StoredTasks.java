package io.jenkins.plugins.synchronization.build.index;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.build.BodyStore;
import io.jenkins.plugins.synchronization.build.BoundedTask;
import io.jenkins.plugins.synchronization.build.WaitedRun;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.IOException;
import java.io.InputStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The tasks of a run that a build keeps. */
@Restricted(NoExternalUse.class)
public final class StoredTasks {

    private StoredTasks() {}

    /**
     * Tells every task and job of a run in the order of its body. Texts are bounded; what is too long ends in an
     * ellipsis.
     *
     * @param build the build that waited for the run, not null
     * @param run which run, not null
     * @param visitor receives tasks and jobs, not null; where this fails, it may have received some
     * @throws java.nio.file.NoSuchFileException if the build keeps no tasks of the run
     * @throws IOException if what it keeps cannot be read or is damaged, or what the visitor throws
     */
    public static void replay(Run<?, ?> build, WaitedRun run, TaskVisitor visitor) throws IOException {
        try (InputStream body = BodyStore.of(build).open(run.getKey())) {
            RunReader.read(body, new TaskVisitor() {
                @Override
                public void task(int job, Task task) throws IOException {
                    visitor.task(job, BoundedTask.of(task));
                }

                @Override
                public void job(Job job) throws IOException {
                    visitor.job(job);
                }
            });
        }
    }
}
