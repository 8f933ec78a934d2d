package io.jenkins.plugins.synchronization.page.admin;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.page.StartRow;
import io.jenkins.plugins.synchronization.wait.BuildStart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A run that is being started or searched for, as the administrators' page shows it: texts, none of which is HTML. */
@Restricted(NoExternalUse.class)
public final class StartingRow {

    private final Run<?, ?> build;
    private final StartRow live;
    private final Locale locale;

    StartingRow(BuildStart start, Instant now, Locale locale) {
        this.build = start.build();
        this.live = new StartRow(start.seen(), now, locale);
        this.locale = locale;
    }

    /** What distinguishes the rows, also from those of waits. */
    public String getId() {
        return build.getExternalizableId() + "/start-" + live.getStart().key();
    }

    /** The build's name. */
    public String getBuildName() {
        return build.getFullDisplayName();
    }

    /** The build's URL from Jenkins' root, without a slash at the beginning. */
    public String getBuildUrl() {
        return build.getUrl();
    }

    /** How it stands. */
    public StartRow getLive() {
        return live;
    }

    /** The server's API URL. */
    public String getApiUrl() {
        return live.getStart().connection().server().toString();
    }

    /** Since when, in the reader's language and the server's time zone. */
    public String getSince() {
        return WaitRow.since(begun(), locale);
    }

    /** The same for machines, in UTC. */
    public String getBegunAt() {
        return begun().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For sorting by time. */
    public long getBegunMillis() {
        return begun().toEpochMilli();
    }

    private Instant begun() {
        return live.getStart().begun();
    }

    /** What ends the start when it is posted to, from the page's own URL. */
    public String getEndUrl() {
        return WaitsPage.endUrl(build, live.getStart().key());
    }

    /** What to ask before that. */
    public String getEndQuestion() {
        return Messages.StartingRow_end(getBuildName(), live.getConnectionId());
    }
}
