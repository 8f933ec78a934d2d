package io.jenkins.plugins.synchronization.wait;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitStatus;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;

/** How a wait stands, in a few words for diagnosis; in English, as Jenkins wants the status of a step. */
public final class WaitStatusText {

    private static final int MAX_STATE = 40;

    private WaitStatusText() {}

    /**
     * Such as {@code Executing, 7 of 12 tasks completed, next poll in 14 s}.
     *
     * @param now the time
     * @return never null or empty
     */
    public static String of(PendingRun run, Instant now) {
        WaitStatus status = run.status();
        StringJoiner text = new StringJoiner(", ");
        if (status.summary() == null) {
            text.add("no response yet");
        } else {
            String state = Sanitizer.oneLine(status.summary().run().state().text(), MAX_STATE);
            text.add(state.isEmpty() ? "no state" : state);
            String progress = WaitLog.progressOf(status.summary(), Locale.ENGLISH);
            if (!progress.isEmpty()) {
                text.add(progress);
            }
            String remaining = run.remaining(now, Locale.ENGLISH);
            if (!remaining.isEmpty()) {
                text.add(remaining);
            }
        }
        if (status.trouble() != null) {
            text.add("last error: " + status.trouble().kind()
                    + (status.trouble().status() > 0 ? " " + status.trouble().status() : ""));
        }
        if (status.paused()) {
            text.add("paused by the API's rate limit");
        }
        if (status.nextPoll() != null) {
            Duration left = Duration.between(now, status.nextPoll());
            text.add(left.toMillis() < 1000 ? "polling" : "next poll in " + DurationWords.of(left));
        }
        return text.toString();
    }
}
