package io.jenkins.plugins.synchronization.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a server: its fields are checked as {@link SynchronizationServer#target()} does. */
@Extension
@Restricted(NoExternalUse.class)
public final class SynchronizationServerDescriptor extends Descriptor<SynchronizationServer> {

    public SynchronizationServerDescriptor() {
        super(SynchronizationServer.class);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.Server_DisplayName();
    }

    /** For the page. */
    public NumberRange getPerMinuteRange() {
        return NumberRange.REQUESTS_PER_MINUTE;
    }

    /** For the page. */
    public NumberRange getPerHourRange() {
        return NumberRange.REQUESTS_PER_HOUR;
    }

    /** For the page. */
    public NumberRange getMinIntervalRange() {
        return NumberRange.MIN_INTERVAL_SECONDS;
    }

    /** For the page. */
    public NumberRange getMaxIntervalRange() {
        return NumberRange.MAX_INTERVAL_SECONDS;
    }

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        if (mayNotConfigure()) {
            return FormValidation.ok();
        }
        String name = Util.fixEmptyAndTrim(value);
        if (name == null) {
            return FormValidation.error(Messages.Server_NoName());
        }
        return name.equals(SynchronizationConfiguration.BUILT_IN_SERVER)
                ? FormValidation.ok(Messages.Server_TakesBuiltInsPlace())
                : FormValidation.ok();
    }

    /** Checks that the API URL may be given a credential. */
    @POST
    public FormValidation doCheckApiUrl(@QueryParameter String value) {
        return mayNotConfigure() ? FormValidation.ok() : checkUrl(Messages.Server_ApiUrl(), value);
    }

    /** Checks that the token URL may be given a credential; says which one is implied where there is none. */
    @POST
    public FormValidation doCheckTokenUrl(@QueryParameter String value, @QueryParameter String apiUrl) {
        if (mayNotConfigure()) {
            return FormValidation.ok();
        }
        if (Util.fixEmptyAndTrim(value) != null) {
            return checkUrl(Messages.Server_TokenUrl(), value);
        }
        try {
            return FormValidation.ok(Messages.Server_ImpliedTokenUrl(
                    ServerUrl.parse(Util.fixNull(apiUrl).trim()).impliedTokenUrl()));
        } catch (IllegalArgumentException theOtherFieldSaysSo) {
            return FormValidation.ok();
        }
    }

    private static FormValidation checkUrl(String field, String value) {
        try {
            ServerUrl.parse(Util.fixNull(value).trim());
            return FormValidation.ok();
        } catch (UnusableTextException refused) {
            return FormValidation.error(field + " " + refused.in(LocaleProvider.getLocale()));
        }
    }

    /** Checks that links can be made of the template. */
    @POST
    public FormValidation doCheckRunUrl(@QueryParameter String value) {
        String template = Util.fixEmptyAndTrim(value);
        if (mayNotConfigure() || template == null) {
            return FormValidation.ok();
        }
        try {
            RunLink.parse(template);
            return FormValidation.ok();
        } catch (IllegalArgumentException refused) {
            return FormValidation.error(Messages.Server_RunUrl() + " " + refused.getMessage());
        }
    }

    @POST
    public FormValidation doCheckRequestsPerMinute(@QueryParameter String value) {
        return NumberRange.REQUESTS_PER_MINUTE.checkForAdministrator(value);
    }

    @POST
    public FormValidation doCheckRequestsPerHour(@QueryParameter String value) {
        return NumberRange.REQUESTS_PER_HOUR.checkForAdministrator(value);
    }

    @POST
    public FormValidation doCheckMinIntervalSeconds(@QueryParameter String value) {
        return NumberRange.MIN_INTERVAL_SECONDS.checkForAdministrator(value);
    }

    /** Checks the range, which begins at the shortest time. */
    @POST
    public FormValidation doCheckMaxIntervalSeconds(
            @QueryParameter String value, @QueryParameter String minIntervalSeconds) {
        NumberRange range = NumberRange.MAX_INTERVAL_SECONDS;
        return NumberRange.MIN_INTERVAL_SECONDS.has(minIntervalSeconds)
                ? range.from(Integer.parseInt(minIntervalSeconds)).checkForAdministrator(value)
                : range.checkForAdministrator(value);
    }

    private static boolean mayNotConfigure() {
        return !Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }
}
