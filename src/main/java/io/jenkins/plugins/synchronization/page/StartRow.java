package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
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
        return start.active() == null
                ? Messages.StartRow_starting()
                : Messages.StartRow_active(
                        start.active().runId(), start.active().connectionId());
    }

    /** When the next request will be sent after an error. */
    public String getNextPoll() {
        return start.next() == null ? "" : LiveRow.until(start.next(), now, false);
    }

    /** What was wrong with the last response; empty if nothing was. */
    public String getTrouble() {
        return start.trouble() == null ? "" : FailureText.of(start.trouble(), locale);
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
