package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.wait.PendingStart;
import java.time.Instant;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A run that a build starts or searches for. */
@Restricted(NoExternalUse.class)
public final class StartRow extends ActiveRow {

    private final PendingStart start;

    /**
     * A row for a reader.
     *
     * @param start the start or the search
     * @param now the time
     * @param locale the reader's language
     */
    public StartRow(PendingStart start, Instant now, Locale locale) {
        super(start.begun(), start.trouble(), now, locale);
        this.start = start;
    }

    public PendingStart getStart() {
        return start;
    }

    public String getConnectionId() {
        return start.connection().connectionId();
    }

    /** Whether the connection is a storage connection; else it is a manifest connection. */
    public boolean isStorage() {
        return start.connection().type() == ConnectionType.STORAGE;
    }

    @Override
    public String getState() {
        if (!start.order().parameters().starts()) {
            return Messages.StartRow_searching();
        }
        RunAddress active = start.active();
        return active == null
                ? Messages.StartRow_starting()
                : Messages.StartRow_active(active.runId(), active.connectionId());
    }

    @Override
    public String getNextPoll() {
        return start.next() == null ? "" : until(start.next(), false);
    }

    @Override
    public String getNews() {
        return Messages.LiveRow_news(start.title(), getState());
    }
}
