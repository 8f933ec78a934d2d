package io.jenkins.plugins.synchronization.page.admin;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ManagementLink;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.synchronization.wait.BuildStart;
import io.jenkins.plugins.synchronization.wait.BuildWaits;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

    /** The runs that builds start or search for, of builds that the user may see, the oldest first; for the page. */
    public List<StartingRow> getStarting() {
        Instant now = Instant.now();
        return BuildWaits.get().starts().stream()
                .filter(start -> maySee(start.build()))
                .sorted(Comparator.comparing(start -> start.seen().begun()))
                .map(start -> new StartingRow(start, now, LocaleProvider.getLocale()))
                .toList();
    }

    /** The waits that the user may see, the oldest first; for the page. */
    public List<WaitRow> getRows() {
        Instant now = Instant.now();
        return BuildWaits.get().list().stream()
                .filter(wait -> maySee(wait.order().build()))
                .sorted(Comparator.comparing(wait -> wait.order().begun()))
                .map(wait -> new WaitRow(wait, now, LocaleProvider.getLocale()))
                .toList();
    }

    /** How many waits and starts there are beside those; for the page. */
    public long getHidden() {
        return Stream.concat(
                        BuildWaits.get().list().stream()
                                .map(wait -> wait.order().build()),
                        BuildWaits.get().starts().stream().map(BuildStart::build))
                .filter(build -> !maySee(build))
                .count();
    }

    private static boolean maySee(Run<?, ?> build) {
        return build.hasPermission(Item.READ);
    }

    /** What ends a wait or a start when it is posted to, from the page's own URL. */
    static String endUrl(Run<?, ?> build, String key) {
        return "end?build=" + URLEncoder.encode(build.getExternalizableId(), StandardCharsets.UTF_8) + "&key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8);
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
        BuildWaits.get().list().stream()
                .filter(wait -> wait.order().build().getExternalizableId().equals(build)
                        && wait.order().subject().key().equals(key))
                .forEach(wait -> wait.abort(byWhom));
        BuildWaits.get().starts().stream()
                .filter(start -> start.build().getExternalizableId().equals(build)
                        && start.seen().key().equals(key))
                .forEach(start -> start.abort(byWhom));
        return HttpResponses.redirectToDot();
    }
}
