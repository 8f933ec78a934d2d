package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.DurationEstimate;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The last line of a terminal, rewritten in place, with the lines of the log above it. Where standard error is not a
 * terminal there are only the lines of the log. Safe for use by several threads.
 */
final class LiveLine {

    private static final String ERASE = "\r\u001b[K";
    private static final int LONGEST = 1000;

    private final Shell shell;
    private final InstantSource time;
    private final boolean quiet;
    private final Instant begun;
    private RunSummary summary;
    private DurationEstimate estimate;
    private Instant nextPoll;
    private int columns;
    private boolean shown;
    private boolean closed;

    /** Takes whether to show nothing at all. */
    LiveLine(Shell shell, InstantSource time, boolean quiet) {
        this.shell = shell;
        this.time = time;
        this.quiet = quiet;
        begun = time.instant();
        columns = quiet ? 0 : shell.columns().getAsInt();
    }

    /** Prints a line of the log above the live line. */
    synchronized void log(String line) {
        if (!quiet) {
            erase();
            shell.say(line);
            redraw();
        }
    }

    /** Takes the latest response, null for none, and the time of the next poll. */
    synchronized void update(RunSummary latest, Instant next) {
        summary = latest == null ? summary : latest;
        nextPoll = next;
        redraw();
    }

    /** Takes how long the run will probably take. */
    synchronized void expect(DurationEstimate expected) {
        estimate = expected;
        redraw();
    }

    /** Measures the terminal again, outside the lock since that takes some milliseconds, and rewrites the line. */
    void refresh() {
        int measured = columns == 0 ? 0 : shell.columns().getAsInt();
        synchronized (this) {
            columns = measured == 0 ? columns : measured;
            redraw();
        }
    }

    private void redraw() {
        if (columns > 0 && !closed) {
            // The last column stays free: some terminals wrap as soon as it is written.
            shell.err().print(ERASE + Terminal.fit(Sanitizer.oneLine(text(), LONGEST), columns - 1));
            shell.err().flush();
            shown = true;
        }
    }

    /** Removes the line for good. */
    synchronized void close() {
        erase();
        closed = true;
    }

    private void erase() {
        if (shown) {
            shell.err().print(ERASE);
            shell.err().flush();
            shown = false;
        }
    }

    private String text() {
        Instant now = time.instant();
        List<String> parts = new ArrayList<>();
        parts.add(clock(Duration.between(begun, now)));
        if (summary != null) {
            parts.add(Presentation.of(summary.run(), shell.locale()).word());
            if (!summary.run().phase().isAbsent()) {
                parts.add(summary.run().phase().text());
            }
            if (summary.tasks() > 0) {
                parts.add(WaitLog.progressOf(summary, shell.locale()));
            }
        }
        if (estimate != null && summary != null && summary.run().start() != null) {
            Duration elapsed = Duration.between(summary.run().start(), now);
            parts.add(WaitLog.remainingOf(estimate, elapsed.isNegative() ? Duration.ZERO : elapsed, shell.locale()));
        }
        if (nextPoll != null) {
            long seconds = Math.max(0, Duration.between(now, nextPoll).toSeconds());
            parts.add("> " + seconds + " s");
        }
        return String.join(" | ", parts);
    }

    private static String clock(Duration elapsed) {
        String minutesAndSeconds =
                String.format(Locale.ROOT, "%02d:%02d", elapsed.toMinutesPart(), elapsed.toSecondsPart());
        return elapsed.toHours() > 0 ? elapsed.toHours() + ":" + minutesAndSeconds : minutesAndSeconds;
    }
}
