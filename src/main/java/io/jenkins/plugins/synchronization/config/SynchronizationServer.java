package io.jenkins.plugins.synchronization.config;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.time.Duration;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A server of the Synchronization API, as an administrator configured it. Nothing in here is checked but by
 * {@link #target()}: configuration as code and files on disk pass by every form.
 */
public final class SynchronizationServer extends AbstractDescribableImpl<SynchronizationServer> {

    private final String name;
    private final String apiUrl;
    private String tokenUrl;
    private String runUrl;
    private int requestsPerMinute = NumberRange.REQUESTS_PER_MINUTE.usual();
    private int requestsPerHour = NumberRange.REQUESTS_PER_HOUR.usual();
    private int minIntervalSeconds = NumberRange.MIN_INTERVAL_SECONDS.usual();
    private int maxIntervalSeconds = NumberRange.MAX_INTERVAL_SECONDS.usual();

    /**
     * Makes a server with the limits of the smallest subscription.
     *
     * @param name how jobs call it
     * @param apiUrl where the API is, such as {@code https://api.bentley.com}
     */
    @DataBoundConstructor
    public SynchronizationServer(String name, String apiUrl) {
        this.name = Util.fixEmptyAndTrim(name);
        this.apiUrl = Util.fixEmptyAndTrim(apiUrl);
    }

    /** How jobs call it; never null, but may be empty. */
    public String getName() {
        return Util.fixNull(name);
    }

    /** Where the API is; never null, but may be anything. */
    public String getApiUrl() {
        return Util.fixNull(apiUrl);
    }

    /** Where OAuth clients get tokens, or null for the place that belongs to the API URL. */
    public String getTokenUrl() {
        return tokenUrl;
    }

    /** Takes a URL; blank for the place that belongs to the API URL. */
    @DataBoundSetter
    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = Util.fixEmptyAndTrim(tokenUrl);
    }

    /** The template of the web page for a run, or null if there is none. */
    public String getRunUrl() {
        return runUrl;
    }

    /** Takes an http or https URL with {@code {connectionId}} and {@code {runId}}; blank for none. */
    @DataBoundSetter
    public void setRunUrl(String runUrl) {
        this.runUrl = Util.fixEmptyAndTrim(runUrl);
    }

    /** How many requests the server allows in any minute for one subscription; default 500. */
    public int getRequestsPerMinute() {
        return requestsPerMinute;
    }

    /** Takes 1 to 1,000,000. */
    @DataBoundSetter
    public void setRequestsPerMinute(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    /** How many requests the server allows in any hour for one subscription; default 5,000. */
    public int getRequestsPerHour() {
        return requestsPerHour;
    }

    /** Takes 1 to 1,000,000. */
    @DataBoundSetter
    public void setRequestsPerHour(int requestsPerHour) {
        this.requestsPerHour = requestsPerHour;
    }

    /** The shortest time between two requests for one run, in seconds; default 2. */
    public int getMinIntervalSeconds() {
        return minIntervalSeconds;
    }

    /** Takes 1 to 3,600 seconds. */
    @DataBoundSetter
    public void setMinIntervalSeconds(int minIntervalSeconds) {
        this.minIntervalSeconds = minIntervalSeconds;
    }

    /** The longest time between two requests for one run, in seconds; default 60. */
    public int getMaxIntervalSeconds() {
        return maxIntervalSeconds;
    }

    /** Takes {@link #getMinIntervalSeconds()} to 3,600 seconds. */
    @DataBoundSetter
    public void setMaxIntervalSeconds(int maxIntervalSeconds) {
        this.maxIntervalSeconds = maxIntervalSeconds;
    }

    /**
     * This server, checked.
     *
     * @throws ServerException if something about it is not fit to be used; names the server and the field
     */
    public ServerTarget target() throws ServerException {
        ServerTarget target = targetOfActive();
        requireRange(NumberRange.REQUESTS_PER_MINUTE, Messages.Server_RequestsPerMinute(), requestsPerMinute);
        requireRange(NumberRange.REQUESTS_PER_HOUR, Messages.Server_RequestsPerHour(), requestsPerHour);
        requireRange(NumberRange.MIN_INTERVAL_SECONDS, Messages.Server_MinIntervalSeconds(), minIntervalSeconds);
        requireRange(
                NumberRange.MAX_INTERVAL_SECONDS.from(minIntervalSeconds),
                Messages.Server_MaxIntervalSeconds(),
                maxIntervalSeconds);
        // Refuses a run page URL that is not valid.
        link();
        return target;
    }

    /**
     * This server for waits that have begun: they depend on its URLs only. A number that is out of its range is the default,
     * and a run page URL that is not valid none.
     *
     * @throws ServerException if it has no name, or if one of its URLs is missing or not valid
     */
    ServerTarget targetOfActive() throws ServerException {
        if (name == null) {
            throw new ServerException(Messages.Server_NoName());
        }
        ServerUrl api = url(Messages.Server_ApiUrl(), getApiUrl());
        ServerUrl tokens = tokenUrl == null ? api.impliedTokenUrl() : url(Messages.Server_TokenUrl(), tokenUrl);
        int min = NumberRange.MIN_INTERVAL_SECONDS.orUsual(minIntervalSeconds);
        int max = NumberRange.MAX_INTERVAL_SECONDS.orUsual(maxIntervalSeconds);
        return new ServerTarget(
                name,
                api,
                tokens,
                new RequestLimits(
                        NumberRange.REQUESTS_PER_MINUTE.orUsual(requestsPerMinute),
                        NumberRange.REQUESTS_PER_HOUR.orUsual(requestsPerHour)),
                Duration.ofSeconds(min),
                Duration.ofSeconds(Math.max(min, max)),
                usableLink());
    }

    private ServerUrl url(String field, String value) throws ServerException {
        if (value.isEmpty()) {
            throw new ServerException(Messages.Server_Missing(name, field));
        }
        try {
            return ServerUrl.parse(value);
        } catch (UnusableTextException refused) {
            throw new ServerException(Messages.Server_Refused(name, field, refused.in(LocaleProvider.getLocale())));
        }
    }

    private RunLink link() throws ServerException {
        if (runUrl == null) {
            return null;
        }
        try {
            return RunLink.parse(runUrl);
        } catch (IllegalArgumentException refused) {
            throw new ServerException(Messages.Server_Refused(name, Messages.Server_RunUrl(), refused.getMessage()));
        }
    }

    private RunLink usableLink() {
        try {
            return link();
        } catch (ServerException broken) {
            return null;
        }
    }

    private void requireRange(NumberRange range, String field, int value) throws ServerException {
        if (!range.has(value)) {
            throw new ServerException(Messages.Server_Refused(name, field, range.refusal()));
        }
    }
}
