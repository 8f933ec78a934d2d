package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build does with a run at this moment, as pages show it: texts in the reader's language, none of which is HTML. */
@Restricted(NoExternalUse.class)
public abstract class ActiveRow {

    final Instant now;
    final Locale locale;
    private final Instant begun;
    private final ApiFailure trouble;

    ActiveRow(Instant begun, @CheckForNull ApiFailure trouble, Instant now, Locale locale) {
        this.begun = begun;
        this.trouble = trouble;
        this.now = now;
        this.locale = locale;
    }

    /** What is being done, or the run's state in the last response. */
    public abstract String getState();

    /** When the next request will be sent; empty if that is unknown. */
    public abstract String getNextPoll();

    /** What a screen reader announces when it changes: not each task. */
    public abstract String getNews();

    /** What was wrong with the last response; empty if nothing was. */
    public String getTrouble() {
        return trouble == null ? "" : FailureText.of(trouble, locale);
    }

    /** How long that has lasted. */
    public String getWaited() {
        return DurationWords.of(Duration.between(begun, now));
    }

    final String until(Instant next, boolean paused) {
        Duration left = next == null ? Duration.ZERO : Duration.between(now, next);
        if (left.toMillis() < 1000) {
            return Messages.LiveRow_now();
        }
        String in = DurationWords.of(left);
        return paused ? Messages.LiveRow_paused(in) : Messages.LiveRow_in(in);
    }
}
