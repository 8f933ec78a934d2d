package io.jenkins.plugins.synchronization.page.admin;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.synchronization.page.ActiveRow;
import io.jenkins.plugins.synchronization.page.LiveRow;
import io.jenkins.plugins.synchronization.page.StartRow;
import io.jenkins.plugins.synchronization.wait.BuildOrder;
import io.jenkins.plugins.synchronization.wait.BuildStart;
import io.jenkins.plugins.synchronization.wait.BuildWait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A wait, a start or a search as the administrators' page shows it: texts, none of which is HTML. */
@Restricted(NoExternalUse.class)
public final class WaitRow {

    private final BuildOrder order;
    private final ActiveRow live;
    private final String connectionId;
    private final String runId;

    private WaitRow(BuildOrder order, ActiveRow live, String connectionId, String runId) {
        this.order = order;
        this.live = live;
        this.connectionId = connectionId;
        this.runId = runId;
    }

    static WaitRow of(BuildWait wait, Instant now, Locale locale) {
        return new WaitRow(
                wait.order(),
                new LiveRow(wait.seen(), now, locale),
                wait.subject().address().connectionId(),
                wait.subject().address().runId());
    }

    static WaitRow of(BuildStart start, Instant now, Locale locale) {
        StartRow live = new StartRow(start.seen(), now, locale);
        return new WaitRow(start.order(), live, live.getConnectionId(), null);
    }

    /** What distinguishes the rows: a start has the key of the wait that follows. */
    public String getId() {
        return order.build().getExternalizableId() + (runId == null ? "/start-" : "/") + order.key();
    }

    public String getBuildName() {
        return order.build().getFullDisplayName();
    }

    /** The build's URL from Jenkins' root, without a slash at the beginning. */
    public String getBuildUrl() {
        return order.build().getUrl();
    }

    /** The user's name for the run, or null. */
    public String getLabel() {
        return order.label();
    }

    public String getConnectionId() {
        return connectionId;
    }

    /** The run's ID; null while it is started or searched for. */
    @CheckForNull
    public String getRunId() {
        return runId;
    }

    public String getServer() {
        return order.target().name();
    }

    public String getApiUrl() {
        return order.target().api().toString();
    }

    /** How it stands. */
    public ActiveRow getLive() {
        return live;
    }

    /** Since when the build has waited. */
    public Date getBegun() {
        return Date.from(order.begun());
    }

    /** The same for machines, in UTC. */
    public String getBegunAt() {
        return order.begun().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For sorting by time. */
    public long getBegunMillis() {
        return order.begun().toEpochMilli();
    }

    /** What ends it when it is posted to, from the page's own URL. */
    public String getEndUrl() {
        String build = URLEncoder.encode(order.build().getExternalizableId(), StandardCharsets.UTF_8);
        return "end?build=" + build + "&key=" + URLEncoder.encode(order.key(), StandardCharsets.UTF_8);
    }

    /** What to ask before that. */
    public String getEndQuestion() {
        return runId == null
                ? Messages.StartingRow_end(getBuildName(), connectionId)
                : Messages.WaitRow_end(getBuildName(), runId);
    }
}
