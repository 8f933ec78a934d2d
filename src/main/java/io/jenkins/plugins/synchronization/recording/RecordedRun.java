package io.jenkins.plugins.synchronization.recording;

import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.RunRecord;
import java.util.List;

/**
 * What {@link RunRecorder} kept of a run.
 *
 * @param run what the build keeps
 * @param tasks the first {@value FailedTask#MOST} tasks that did not succeed; empty if the body could
 *     not be read
 */
public record RecordedRun(RunRecord run, List<FailedTask> tasks) {

    public RecordedRun {
        tasks = List.copyOf(tasks);
    }
}
