package io.jenkins.plugins.synchronization.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import okhttp3.HttpUrl;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.DoNotUse;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * What administrators configure: the servers that jobs may name, and what holds where a job does not say otherwise.
 * Setters take anything, so that neither configuration as code nor a file can keep Jenkins from starting: a number out
 * of its range reads as the default, a server that is not fit to be used is refused when a job uses it, and both are
 * reported by {@link ConfigurationMonitor}. The form refuses them at once.
 */
@Extension
@Symbol("itwinSynchronization")
@SuppressFBWarnings(
        value = "UG_SYNC_SET_UNSYNC_GET",
        justification =
                "What is read before each request is volatile; setters lock, so that one file is written at a time.")
public final class SynchronizationConfiguration extends GlobalConfiguration {

    /** The name of the server that is there without any configuration: Bentley's production. */
    public static final String BUILT_IN_SERVER = "iTwin Platform";

    /** Read without a lock, before each request: a wait must not be held up while the configuration is saved. */
    private volatile List<SynchronizationServer> servers = new ArrayList<>();

    private volatile String defaultServer;

    private volatile int defaultTimeoutMinutes = NumberRange.TIMEOUT_MINUTES.usual();
    private volatile int bodyRetentionDays = NumberRange.RETENTION_DAYS.usual();
    private volatile int maxBodyMegabytes = NumberRange.BODY_MEGABYTES.usual();

    public SynchronizationConfiguration() {
        load();
    }

    public static SynchronizationConfiguration get() {
        return ExtensionList.lookupSingleton(SynchronizationConfiguration.class);
    }

    /** The servers that were configured, without the built-in one. */
    public List<SynchronizationServer> getServers() {
        return withoutNulls(servers);
    }

    /** Takes the servers that jobs may name; null for none. */
    @DataBoundSetter
    public synchronized void setServers(List<SynchronizationServer> servers) {
        this.servers = new ArrayList<>(withoutNulls(servers));
        save();
    }

    /** A file may lack the list, or have gaps where something in it could not be read. */
    private static List<SynchronizationServer> withoutNulls(List<SynchronizationServer> servers) {
        return servers == null
                ? List.of()
                : servers.stream().filter(Objects::nonNull).toList();
    }

    /** The name of the server that is used where a job names none; null for the built-in one. */
    public String getDefaultServer() {
        return Util.fixEmptyAndTrim(defaultServer);
    }

    /** Takes a server's name; blank for the built-in one. */
    @DataBoundSetter
    public synchronized void setDefaultServer(String defaultServer) {
        this.defaultServer = Util.fixEmptyAndTrim(defaultServer);
        save();
    }

    /** How long to wait where a job does not say, in minutes: 1 to 525,600, by default 1,440. */
    public int getDefaultTimeoutMinutes() {
        return NumberRange.TIMEOUT_MINUTES.orUsual(defaultTimeoutMinutes);
    }

    /** Takes minutes; out of the range, the default holds. */
    @DataBoundSetter
    public synchronized void setDefaultTimeoutMinutes(int defaultTimeoutMinutes) {
        this.defaultTimeoutMinutes = defaultTimeoutMinutes;
        save();
    }

    /** How long the last body of a run is kept, in days: 0 to 36,500; 0, the default, is as long as its build. */
    public int getBodyRetentionDays() {
        return NumberRange.RETENTION_DAYS.orUsual(bodyRetentionDays);
    }

    /** Takes days; out of the range, the default holds. */
    @DataBoundSetter
    public synchronized void setBodyRetentionDays(int bodyRetentionDays) {
        this.bodyRetentionDays = bodyRetentionDays;
        save();
    }

    /** How large a body may be to be kept, not compressed, in megabytes (2²⁰ bytes): 1 to 2,048, by default 100. */
    public int getMaxBodyMegabytes() {
        return NumberRange.BODY_MEGABYTES.orUsual(maxBodyMegabytes);
    }

    /** Takes megabytes; out of the range, the default holds. */
    @DataBoundSetter
    public synchronized void setMaxBodyMegabytes(int maxBodyMegabytes) {
        this.maxBodyMegabytes = maxBodyMegabytes;
        save();
    }

    /**
     * The server that a job names.
     *
     * @param name its name; null or blank for the default one
     * @throws ServerException if there is none of that name, more than one, or one that cannot be used
     */
    public ServerTarget target(String name) throws ServerException {
        return known().target(name);
    }

    /**
     * The server that a wait goes on with after a restart.
     *
     * @param name what it was called when the wait began
     * @param apiUrl its API URL then
     * @param tokenUrl its token URL then
     * @return the server of that name if it still has these URLs, else any with these URLs: it was renamed
     * @throws ServerException if no server has these URLs any more
     */
    public ServerTarget targetOnResume(String name, String apiUrl, String tokenUrl) throws ServerException {
        return known().targetOnResume(name, apiUrl, tokenUrl);
    }

    /** Whether there still is a server with the API URL and the token URL of a target: credentials may go there. */
    public boolean stillHas(ServerTarget target) {
        return known().has(target);
    }

    /** Whether a URL is the token URL of a configured server, or below its API URL: tokens and secrets go nowhere else. */
    public boolean hasServerAt(HttpUrl url) {
        return known().hasServerAt(url);
    }

    /** The limits of an API URL: the strictest of its servers, or none where there is no such server. */
    Optional<RequestLimits> limits(ServerUrl api) {
        return known().limits(api);
    }

    Servers known() {
        return new Servers(getServers(), getDefaultServer());
    }

    /** What is wrong, in words for an administrator; empty if all is well. */
    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>(known().problems());
        report(problems, NumberRange.TIMEOUT_MINUTES, defaultTimeoutMinutes, Messages.Configuration_DefaultTimeout());
        report(problems, NumberRange.RETENTION_DAYS, bodyRetentionDays, Messages.Configuration_BodyRetention());
        report(problems, NumberRange.BODY_MEGABYTES, maxBodyMegabytes, Messages.Configuration_MaxBody());
        return problems;
    }

    private static void report(List<String> problems, NumberRange range, int value, String field) {
        if (!range.has(value)) {
            problems.add(Messages.Configuration_OutOfRange(field, value, range.refusal(), range.usual()));
        }
    }

    /** Takes what the form sent: all of it, or nothing. */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        ConfigurationForm form = ConfigurationForm.read(req, json);
        try (BulkChange change = new BulkChange(this)) {
            synchronized (this) {
                setServers(form.servers());
                setDefaultServer(form.defaultServer());
                setDefaultTimeoutMinutes(form.defaultTimeoutMinutes());
                setBodyRetentionDays(form.bodyRetentionDays());
                setMaxBodyMegabytes(form.maxBodyMegabytes());
            }
            change.commit();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return true;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.Configuration_DisplayName();
    }

    /** For the page. */
    @Restricted(NoExternalUse.class)
    public String getBuiltInServer() {
        return BUILT_IN_SERVER;
    }

    /** For the page. */
    @Restricted(NoExternalUse.class)
    public NumberRange getTimeoutRange() {
        return NumberRange.TIMEOUT_MINUTES;
    }

    /** For the page. */
    @Restricted(NoExternalUse.class)
    public NumberRange getRetentionRange() {
        return NumberRange.RETENTION_DAYS;
    }

    /** For the page. */
    @Restricted(NoExternalUse.class)
    public NumberRange getMaxBodyRange() {
        return NumberRange.BODY_MEGABYTES;
    }

    /** The servers that were saved, for users who can view this page. */
    @POST
    @Restricted(DoNotUse.class)
    public ListBoxModel doFillDefaultServerItems(@QueryParameter String defaultServer) {
        ListBoxModel list = new ListBoxModel();
        list.add(Messages.Configuration_BuiltIn(BUILT_IN_SERVER), "");
        if (Jenkins.get().hasPermission(Jenkins.SYSTEM_READ)) {
            known().names().stream()
                    .filter(name -> !name.equals(BUILT_IN_SERVER))
                    .forEach(list::add);
        }
        String chosen = Util.fixEmptyAndTrim(defaultServer);
        if (chosen != null && list.stream().noneMatch(option -> option.value.equals(chosen))) {
            list.add(chosen);
        }
        return list;
    }

    @POST
    @Restricted(DoNotUse.class)
    public FormValidation doCheckDefaultTimeoutMinutes(@QueryParameter String value) {
        return NumberRange.TIMEOUT_MINUTES.checkForAdministrator(value);
    }

    @POST
    @Restricted(DoNotUse.class)
    public FormValidation doCheckBodyRetentionDays(@QueryParameter String value) {
        return NumberRange.RETENTION_DAYS.checkForAdministrator(value);
    }

    @POST
    @Restricted(DoNotUse.class)
    public FormValidation doCheckMaxBodyMegabytes(@QueryParameter String value) {
        return NumberRange.BODY_MEGABYTES.checkForAdministrator(value);
    }
}
