package io.jenkins.plugins.synchronization.engine.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything that one reading of a body brings. */
record Reading(RunSummary summary, List<Task> tasks, List<Integer> jobOfTask, List<Job> jobs) {

    static Reading of(InputStream body) throws IOException {
        List<Task> tasks = new ArrayList<>();
        List<Integer> jobOfTask = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        RunSummary summary = RunReader.read(body, new TaskVisitor() {
            @Override
            public void task(int job, Task task) {
                tasks.add(task);
                jobOfTask.add(job);
            }

            @Override
            public void job(Job job) {
                jobs.add(job);
            }
        });
        return new Reading(summary, tasks, jobOfTask, jobs);
    }

    static Reading of(String body) throws IOException {
        return of(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads a run with these members. */
    static Run run(String members) throws IOException {
        return of("{\"run\":{" + members + "}}").summary().run();
    }

    /** Reads a run whose only job has only this task. */
    static Task task(String members) throws IOException {
        return of(bodyOfTask(members)).tasks().get(0);
    }

    /** The error of a task. */
    static TaskError taskError(String members) throws IOException {
        return task("\"error\":{" + members + "}").error();
    }

    static String bodyOfTask(String members) {
        return "{\"run\":{\"jobs\":[{\"tasks\":[{" + members + "}]}]}}";
    }

    static RunSummary summary(String body) throws IOException {
        return RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
