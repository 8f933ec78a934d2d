package io.jenkins.plugins.synchronization.page.admin;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.plugins.synchronization.wait.BuildActivity;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The administrators' page of the active waits. Who may look at the system's state may look, but sees only waits of
 * builds that they may see; only who may administer ends one.
 */
@Extension
@Symbol("synchronizationWaits")
@Restricted(NoExternalUse.class)
public final class WaitsPage extends ManagementLink implements StaplerProxy {

    @Override
    public String getIconFileName() {
        return "symbol-hourglass";
    }

    @Override
    public String getDisplayName() {
        return Messages.WaitsPage_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.WaitsPage_description();
    }

    @Override
    public String getUrlName() {
        return "synchronization-waits";
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** One of the two permissions to look: the one that the user has, if they have one. */
    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.get().hasPermission(Jenkins.SYSTEM_READ) ? Jenkins.SYSTEM_READ : Jenkins.MANAGE;
    }

    @Override
    public Object getTarget() {
        Jenkins.get().checkAnyPermission(Jenkins.SYSTEM_READ, Jenkins.MANAGE);
        return this;
    }

    /** The starts, searches and waits that the user may see, starts first, then the oldest first; for the page. */
    public List<WaitRow> getRows() {
        Instant now = Instant.now();
        Locale locale = LocaleProvider.getLocale();
        return Stream.concat(
                        BuildWaits.get().starts().stream()
                                .filter(WaitsPage::maySee)
                                .map(start -> WaitRow.of(start, now, locale)),
                        BuildWaits.get().list().stream()
                                .filter(WaitsPage::maySee)
                                .map(wait -> WaitRow.of(wait, now, locale)))
                .sorted(Comparator.comparing((WaitRow row) -> row.getRunId() != null)
                        .thenComparing(WaitRow::getBegunMillis))
                .toList();
    }

    /** How many there are beside those; for the page. */
    public long getHidden() {
        return BuildWaits.get().activities().stream()
                .filter(activity -> !maySee(activity))
                .count();
    }

    private static boolean maySee(BuildActivity activity) {
        return activity.order().build().hasPermission(Item.READ);
    }

    /**
     * Ends a wait or a start for its build; one that has already ended is left alone.
     *
     * @param build the build's {@link hudson.model.Run#getExternalizableId}
     * @param key what distinguishes the waits of a build
     */
    @RequirePOST
    public HttpResponse doEnd(
            @QueryParameter(required = true) String build, @QueryParameter(required = true) String key) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String byWhom = Jenkins.getAuthentication2().getName();
        BuildWaits.get().activities().stream()
                .filter(activity ->
                        activity.order().build().getExternalizableId().equals(build)
                                && activity.order().key().equals(key))
                .forEach(activity -> activity.abort(byWhom));
        return HttpResponses.redirectToDot();
    }
}
