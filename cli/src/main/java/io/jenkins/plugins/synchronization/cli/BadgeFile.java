package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.RunSink;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the badge of a run, once its body is read. */
final class BadgeFile implements RunSink {

    private static final String LABEL = "synchronization";

    private final OutputStream to;
    private final Locale locale;

    BadgeFile(OutputStream to, Locale locale) {
        this.to = to;
        this.locale = locale;
    }

    @Override
    public void task(int job, Task task) {}

    @Override
    public void job(Job job) {}

    @Override
    public void end(RunSummary summary) throws IOException {
        to.write(Badge.svg(LABEL, Presentation.of(summary.run(), locale)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
}
