package io.jenkins.plugins.synchronization.config;

import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A server as it is to be used, everything about it checked. It lives in memory only: what outlasts a restart keeps the
 * server's name and API URL, and asks {@link SynchronizationConfiguration#targetOnResume} again.
 */
public final class ServerTarget {

    private final String name;
    private final ServerUrl api;
    private final ServerUrl tokens;
    private final RequestLimits limits;
    private final Duration minInterval;
    private final Duration maxInterval;
    private final RunLink runLink;

    /** Takes checked values, not null except for the last. */
    ServerTarget(
            String name,
            ServerUrl api,
            ServerUrl tokens,
            RequestLimits limits,
            Duration minInterval,
            Duration maxInterval,
            RunLink runLink) {
        this.name = Objects.requireNonNull(name);
        this.api = Objects.requireNonNull(api);
        this.tokens = Objects.requireNonNull(tokens);
        this.limits = Objects.requireNonNull(limits);
        this.minInterval = Objects.requireNonNull(minInterval);
        this.maxInterval = Objects.requireNonNull(maxInterval);
        this.runLink = runLink;
    }

    /** The server's name in the configuration; never blank. */
    public String name() {
        return name;
    }

    /** Where runs are polled. */
    public ServerUrl api() {
        return api;
    }

    /** Where OAuth clients get tokens. */
    public ServerUrl tokens() {
        return tokens;
    }

    /** How many requests the server allowed for one credential when this was made. */
    public RequestLimits limits() {
        return limits;
    }

    /** How many it allows now: changes in the configuration take effect at the next request. */
    public Supplier<RequestLimits> currentLimits() {
        return new CurrentLimits(api, limits);
    }

    /**
     * The limits of an API URL as they are configured now; the last known ones once no server has that URL any more. A
     * record, since the engine reads equal suppliers only once.
     */
    private record CurrentLimits(ServerUrl api, RequestLimits lastKnown) implements Supplier<RequestLimits> {
        @Override
        public RequestLimits get() {
            return SynchronizationConfiguration.get().limits(api).orElse(lastKnown);
        }
    }

    /** The shortest time between two requests for one run, at least a second. */
    public Duration minInterval() {
        return minInterval;
    }

    /** The longest time between two requests for one run, not less than {@link #minInterval()}. */
    public Duration maxInterval() {
        return maxInterval;
    }

    /**
     * The web page of a run.
     *
     * @return an http or https URL, or null where the server has no such pages
     */
    public String runLink(String connectionId, String runId) {
        return runLink == null ? null : runLink.of(connectionId, runId);
    }

    /** Whether a credential that is fit for one is fit for the other: both go to the same places. */
    boolean goesWhere(ServerTarget other) {
        return api.equals(other.api) && tokens.equals(other.tokens);
    }

    /** The name and the API URL. */
    @Override
    public String toString() {
        return name + " (" + api + ")";
    }
}
