package io.jenkins.plugins.synchronization.benchmarks.rendering;

import io.jenkins.plugins.synchronization.benchmarks.HugeBody;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row of a table of tasks, all its texts made beforehand: what is left to do is the template engine's work alone. Public
 * so that the engines can call it.
 */
public record Row(
        String look,
        String symbol,
        String result,
        String file,
        String id,
        String connector,
        String startIso,
        String start,
        String took,
        String retries,
        String issues,
        String code,
        String summary) {

    static List<Row> of(int count) {
        List<Row> rows = new ArrayList<>(count);
        try {
            RunReader.read(new ByteArrayInputStream(HugeBody.of(count)), new TaskVisitor() {
                @Override
                public void task(int index, Task task) {
                    rows.add(of(task, rows.size()));
                }

                @Override
                public void job(Job ended) {
                    // All rows name the same connector.
                }
            });
        } catch (IOException ourOwnBody) {
            throw new UncheckedIOException(ourOwnBody);
        }
        return rows;
    }

    private static Row of(Task task, int number) {
        Presentation look = Presentation.of(task.state(), task.result(), true, Locale.ENGLISH);
        long warnings = task.report() == null ? 0 : task.report().totalWarningsCount();
        return new Row(
                look.kind().cssName(),
                look.symbol(),
                look.word(),
                task.sourceFileId(),
                task.id(),
                "DWG",
                task.start().toString(),
                task.start().toString().replace('T', ' '),
                DurationWords.of(Duration.between(task.start(), task.end())),
                Integer.toString(task.retryAttempts()),
                number % 2 == 0 ? warnings + " warnings" : null,
                number % 10 == 0 && task.error() != null ? task.error().errorCode() : null,
                number % 10 == 0 && task.error() != null ? "<\"" + task.error().message() + "\"> & more" : null);
    }
}
