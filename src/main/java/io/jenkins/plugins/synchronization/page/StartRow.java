package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.wait.PendingStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A run that a build starts or searches for, as pages show it: texts in the reader's language, none of which is HTML. */
@Restricted(NoExternalUse.class)
public final class StartRow {

    private final PendingStart start;
    private final Instant now;
    private final Locale locale;

    /**
     * A row for a reader.
     *
     * @param start the start or the search
     * @param now the time
     * @param locale the reader's language
     */
    public StartRow(PendingStart start, Instant now, Locale locale) {
        this.start = start;
        this.now = now;
        this.locale = locale;
    }

    /** The start or the search. */
    public PendingStart getStart() {
        return start;
    }

    /** The connection's ID. */
    public String getConnectionId() {
        return start.connection().connectionId();
    }

    /** Whether the connection is a storage connection; else it is a manifest connection. */
    public boolean isStorage() {
        return start.connection().type() == ConnectionType.STORAGE;
    }

    /** What is being done. */
    public String getState() {
        if (!start.starts()) {
            return Messages.StartRow_searching();
        }
        RunAddress active = start.active();
        return active == null
                ? Messages.StartRow_starting()
                : Messages.StartRow_active(active.runId(), active.connectionId());
    }

    /** When the next request will be sent after an error. */
    public String getNextPoll() {
        Instant next = start.next();
        return next == null ? "" : LiveRow.until(next, now, false);
    }

    /** What was wrong with the last response; empty if nothing was. */
    public String getTrouble() {
        ApiFailure trouble = start.trouble();
        return trouble == null ? "" : FailureText.of(trouble, locale);
    }

    /** How long that has lasted. */
    public String getWaited() {
        return DurationWords.of(Duration.between(start.begun(), now));
    }

    /** What a screen reader announces when it changes. */
    public String getNews() {
        return Messages.LiveRow_news(start.title(), getState());
    }
}
