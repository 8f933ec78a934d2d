package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** A column of the table of tasks, and what it sorts by. */
enum Column {
    RESULT(true),
    FILE(false),
    CONNECTOR(false),
    START(false),
    DURATION(true),
    RETRIES(true),
    ISSUES(true),
    MESSAGE(false);

    private static final long UNKNOWN = -1;
    private static final long MOST_ISSUES = 1L << 20;

    private final boolean largestFirst;

    Column(boolean largestFirst) {
        this.largestFirst = largestFirst;
    }

    /** Whether people who sort by it look for the largest: then the first click gives that. */
    boolean isLargestFirst() {
        return largestFirst;
    }

    /** Its name in URLs, and of its words. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of a name in a URL; null for any other text and for null. */
    static Column ofParameter(String text) {
        return Stream.of(values())
                .filter(column -> column.parameter().equals(text))
                .findFirst()
                .orElse(null);
    }

    /** Whether it sorts by texts; else by numbers. */
    boolean isText() {
        return this == FILE || this == CONNECTOR || this == MESSAGE;
    }

    /** The text to sort by, not null; the connector is known later. */
    String text(Task task) {
        if (this == FILE) {
            return task.name() == null ? "" : task.name();
        }
        TaskError error = task.error();
        return error == null || error.errorCode() == null ? "" : error.errorCode();
    }

    /** The number to sort by; of outcomes the worst has the largest. */
    long number(Task task) {
        return switch (this) {
            case RESULT -> -TaskOutcome.of(task).ordinal();
            case START -> task.start() == null ? Long.MAX_VALUE : task.start().toEpochMilli();
            case DURATION -> duration(task);
            case RETRIES -> task.retryAttempts();
            case ISSUES -> issues(task.report());
            case FILE, CONNECTOR, MESSAGE -> throw new IllegalStateException(name());
        };
    }

    private static long duration(Task task) {
        return task.start() == null || task.end() == null || task.end().isBefore(task.start())
                ? UNKNOWN
                : Duration.between(task.start(), task.end()).toMillis();
    }

    /** Errors count before warnings, warnings before others. */
    private static long issues(SynchronizationReport report) {
        return report == null
                ? UNKNOWN
                : (upTo(report.totalErrorsCount()) * MOST_ISSUES + upTo(report.totalWarningsCount())) * MOST_ISSUES
                        + upTo(report.totalOtherIssuesCount());
    }

    private static long upTo(long count) {
        return Math.max(0, Math.min(count, MOST_ISSUES - 1));
    }
}
