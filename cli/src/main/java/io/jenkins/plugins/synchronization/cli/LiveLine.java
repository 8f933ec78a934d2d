package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The last line of a terminal, rewritten in place, with the lines of the log above it. Where standard error is no
 * terminal there are only the lines of the log. Safe for use by several threads.
 */
final class LiveLine {

    private static final String ERASE = "\r\u001b[K";
    private static final int WIDTH = 79;

    private final Shell shell;
    private final InstantSource time;
    private final Instant begun;
    private RunSummary summary;
    private Instant nextPoll;
    private boolean shown;
    private boolean closed;

    LiveLine(Shell shell, InstantSource time) {
        this.shell = shell;
        this.time = time;
        begun = time.instant();
    }

    /** Prints a line of the log above the live line. */
    synchronized void log(String line) {
        erase();
        shell.say(line);
        redraw();
    }

    /** What the API said last, null for nothing new, and when it is asked next. */
    synchronized void update(RunSummary latest, Instant next) {
        summary = latest == null ? summary : latest;
        nextPoll = next;
        redraw();
    }

    /** Writes the line anew: time goes on. */
    synchronized void redraw() {
        if (shell.terminal() && !closed) {
            shell.err().print(ERASE + UntrustedText.oneLine(text(), WIDTH));
            shell.err().flush();
            shown = true;
        }
    }

    /** Takes the line off the terminal for good. */
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
