package io.jenkins.plugins.synchronization.benchmarks.rendering;

import io.jenkins.plugins.synchronization.benchmarks.HugeBody;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of the report's table in memory, as the report's own templates get them. */
record Rows(Words words, List<TaskView> tasks) {

    static Rows of(int count) {
        Words words = Words.of(Locale.ENGLISH);
        Looks looks = new Looks(Locale.ENGLISH);
        List<TaskView> tasks = new ArrayList<>(count);
        JobView job = new JobView("DWG", "d6ecbdc8c4f6173004f9f881914a57c5511a362b", null, null, null, 0, 0, 0, 0, 0);
        try {
            RunReader.read(new ByteArrayInputStream(HugeBody.of(count)), new TaskVisitor() {
                @Override
                public void task(int index, Task task) {
                    tasks.add(new TaskView(words, tasks.size() + 1, task, job, looks.of(task.state(), task.result())));
                }

                @Override
                public void job(Job ended) {
                    // All rows name the same job.
                }
            });
        } catch (IOException ourOwnBody) {
            throw new UncheckedIOException(ourOwnBody);
        }
        return new Rows(words, tasks);
    }
}
