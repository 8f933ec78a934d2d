package io.jenkins.plugins.synchronization.badge;

import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.synchronization.engine.badge.BadgeStyle;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.job.JobRuns;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the page about a job's badge shows, for one request: the choices, and the texts to copy. */
@Restricted(NoExternalUse.class)
public final class BadgePage {

    private static final int MAX_LABEL = 60;

    private final Job<?, ?> job;
    private final BadgeRequest chosen;
    private final List<String> connections;

    BadgePage(Job<?, ?> job, BadgeRequest chosen) {
        this.job = job;
        this.connections = JobRuns.of(job).connections();
        this.chosen = chosen;
    }

    public List<String> getStyles() {
        return Stream.of(BadgeStyle.values()).map(BadgeStyle::text).toList();
    }

    public String getStyle() {
        return chosen.style().text();
    }

    /** The ids of the connections that there are to choose from. */
    public List<String> getConnections() {
        return connections;
    }

    /** The chosen connection's id; null for all. */
    public String getConnection() {
        String connection = chosen.connection();
        return connection != null && connections.contains(connection) ? connection : null;
    }

    /** The chosen label on one line, or the usual one. */
    public String getLabel() {
        return chosen.label() == null ? Messages.BadgeAnswer_label() : Sanitizer.oneLine(chosen.label(), MAX_LABEL);
    }

    /** The address of a style's picture in this page. */
    public String preview(String style) {
        return "badge.svg?" + getProtectedLinks().parameters(style);
    }

    /** The texts for users with Job/Read. */
    public BadgeLinks getProtectedLinks() {
        return links(false);
    }

    /** The texts for users who can view the badge. */
    public BadgeLinks getPublicLinks() {
        return links(true);
    }

    /** Whether Jenkins knows its own address; otherwise the address of this request is taken. */
    public boolean isRootUrlKnown() {
        return JenkinsLocationConfiguration.get().getUrl() != null;
    }

    /** Whether everybody may read the job, and so needs no other permission. */
    public boolean isJobPublic() {
        return job.getACL().hasPermission2(Jenkins.ANONYMOUS2, Item.READ)
                && Jenkins.get().getACL().hasPermission2(Jenkins.ANONYMOUS2, Jenkins.READ);
    }

    /** Whether everybody may see the badge at the public address. */
    public boolean isBadgePublic() {
        return job.getACL().hasPermission2(Jenkins.ANONYMOUS2, BadgePermission.VIEW_BADGE);
    }

    private BadgeLinks links(boolean forAll) {
        return new BadgeLinks(Jenkins.get().getRootUrl(), job, getStyle(), label(), getConnection(), forAll);
    }

    /** Null where it is the usual one, which then follows the reader's language. */
    private String label() {
        return getLabel().equals(Messages.BadgeAnswer_label()) ? null : getLabel();
    }
}
