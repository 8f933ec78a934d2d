package io.jenkins.plugins.synchronization.page.admin;

import io.jenkins.plugins.synchronization.page.LiveRow;
import io.jenkins.plugins.synchronization.wait.BuildWait;
import io.jenkins.plugins.synchronization.wait.ResolvedWait;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A wait as the administrators' page shows it: texts, none of which is HTML. */
@Restricted(NoExternalUse.class)
public final class WaitRow {

    private final ResolvedWait order;
    private final LiveRow live;
    private final Locale locale;

    WaitRow(BuildWait wait, Instant now, Locale locale) {
        this.order = wait.order();
        this.live = new LiveRow(wait.seen(), now, locale);
        this.locale = locale;
    }

    /** What distinguishes the rows. */
    public String getId() {
        return order.build().getExternalizableId() + "/" + order.subject().key();
    }

    /** The build's name. */
    public String getBuildName() {
        return order.build().getFullDisplayName();
    }

    /** The build's URL from Jenkins' root, without a slash at the beginning. */
    public String getBuildUrl() {
        return order.build().getUrl();
    }

    /** The user's name for the run, or null. */
    public String getLabel() {
        return order.subject().label();
    }

    /** The run's id. */
    public String getRunId() {
        return order.subject().address().runId();
    }

    /** The server's name. */
    public String getServer() {
        return order.target().name();
    }

    /** The server's API URL. */
    public String getApiUrl() {
        return order.target().api().toString();
    }

    /** How the run stands. */
    public LiveRow getLive() {
        return live;
    }

    /** Since when the build has waited, in the reader's language and the server's time zone. */
    public String getSince() {
        return since(order.begun(), locale);
    }

    static String since(Instant begun, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneId.systemDefault())
                .format(begun);
    }

    /** The same for machines, in UTC. */
    public String getBegunAt() {
        return order.begun().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For sorting by time. */
    public long getBegunMillis() {
        return order.begun().toEpochMilli();
    }

    /** What ends the wait when it is posted to, from the page's own URL. */
    public String getEndUrl() {
        return WaitsPage.endUrl(order.build(), order.subject().key());
    }

    /** What to ask before that. */
    public String getEndQuestion() {
        return Messages.WaitRow_end(getBuildName(), getRunId());
    }
}
