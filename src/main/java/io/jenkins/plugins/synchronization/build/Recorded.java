package io.jenkins.plugins.synchronization.build;

import java.util.List;

/**
 * What {@link RunRecorder} kept of a run.
 *
 * @param run what the build keeps, not null
 * @param tasks the first {@value UnsuccessfulTask#MOST} tasks that did not succeed, not null; empty if the body could
 *     not be read
 */
public record Recorded(WaitedRun run, List<UnsuccessfulTask> tasks) {

    /** Copies the list. */
    public Recorded {
        tasks = List.copyOf(tasks);
    }
}
