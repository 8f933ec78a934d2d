package io.jenkins.plugins.synchronization.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/** What administrators configure: the servers that jobs may name, and what holds where a job does not say otherwise. */
@Extension
@Symbol("itwinSynchronization")
public class SynchronizationConfiguration extends GlobalConfiguration {

    /** The name of the server that is there without any configuration: Bentley's production. */
    public static final String BUILT_IN_SERVER = "iTwin Platform";

    private static final int DEFAULT_TIMEOUT_MINUTES = 1440;
    private static final int DEFAULT_BODY_MEGABYTES = 100;

    private List<SynchronizationServer> servers = new ArrayList<>();
    private String defaultServer;
    private int defaultTimeoutMinutes = DEFAULT_TIMEOUT_MINUTES;
    private int bodyRetentionDays;
    private int maxBodyMegabytes = DEFAULT_BODY_MEGABYTES;

    /** Loads what was saved. */
    public SynchronizationConfiguration() {
        load();
    }

    /** The configuration of this Jenkins. */
    public static SynchronizationConfiguration get() {
        return ExtensionList.lookupSingleton(SynchronizationConfiguration.class);
    }

    /** The servers that were configured, without the built-in one; never null. */
    public synchronized List<SynchronizationServer> getServers() {
        return List.copyOf(Util.fixNull(servers));
    }

    /** Takes the servers that jobs may name; null for none. */
    @DataBoundSetter
    public synchronized void setServers(List<SynchronizationServer> servers) {
        this.servers = new ArrayList<>(Util.fixNull(servers));
        save();
    }

    /** The name of the server that is used where a job names none; null for the built-in one. */
    public synchronized String getDefaultServer() {
        return defaultServer;
    }

    /** Takes a server's name; blank for the built-in one. */
    @DataBoundSetter
    public synchronized void setDefaultServer(String defaultServer) {
        this.defaultServer = Util.fixEmptyAndTrim(defaultServer);
        save();
    }

    /** How long to wait where a job does not say, in minutes; default 1,440. */
    public synchronized int getDefaultTimeoutMinutes() {
        return NumberRange.TIMEOUT_MINUTES.has(defaultTimeoutMinutes) ? defaultTimeoutMinutes : DEFAULT_TIMEOUT_MINUTES;
    }

    /** Takes 1 to 525,600 minutes. */
    @DataBoundSetter
    public synchronized void setDefaultTimeoutMinutes(int defaultTimeoutMinutes) {
        this.defaultTimeoutMinutes = defaultTimeoutMinutes;
        save();
    }

    /** How long the last body of a run is kept, in days; 0 (the default) for as long as its build. */
    public synchronized int getBodyRetentionDays() {
        return NumberRange.RETENTION_DAYS.has(bodyRetentionDays) ? bodyRetentionDays : 0;
    }

    /** Takes 0 to 36,500 days. */
    @DataBoundSetter
    public synchronized void setBodyRetentionDays(int bodyRetentionDays) {
        this.bodyRetentionDays = bodyRetentionDays;
        save();
    }

    /** How large a body may be to be kept, in megabytes (10⁶ bytes, not compressed); default 100. */
    public synchronized int getMaxBodyMegabytes() {
        return NumberRange.BODY_MEGABYTES.has(maxBodyMegabytes) ? maxBodyMegabytes : DEFAULT_BODY_MEGABYTES;
    }

    /** Takes 1 to 2,048 megabytes. */
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
        String wanted = Util.fixEmptyAndTrim(name);
        if (wanted == null) {
            wanted = defaultName();
        }
        SynchronizationServer found = null;
        for (SynchronizationServer server : known()) {
            if (server.getName().equals(wanted)) {
                if (found != null) {
                    throw new ServerException(Messages.Configuration_TwoOfThatName(wanted));
                }
                found = server;
            }
        }
        if (found == null) {
            throw new ServerException(Messages.Configuration_NoSuchServer(wanted, String.join(", ", names())));
        }
        return found.target();
    }

    /**
     * The server that a wait goes on with after a restart.
     *
     * @param name what it was called when the wait began
     * @param apiUrl its API URL then
     * @return the server of that name if it still has that URL, else any with that URL: it was renamed
     * @throws ServerException if there is no server with that URL any more, or only ones that cannot be used
     */
    public ServerTarget targetOnResume(String name, String apiUrl) throws ServerException {
        ServerTarget renamed = null;
        for (ServerTarget target : usable()) {
            if (isAt(target, apiUrl)) {
                if (target.name().equals(name)) {
                    return target;
                }
                renamed = renamed == null ? target : renamed;
            }
        }
        if (renamed == null) {
            throw new ServerException(Messages.Configuration_RemovedOrChanged(name, apiUrl));
        }
        return renamed;
    }

    private static boolean isAt(ServerTarget target, String apiUrl) {
        try {
            return target.api().equals(ServerUrl.parse(Util.fixNull(apiUrl)));
        } catch (IllegalArgumentException nowhere) {
            return false;
        }
    }

    /** Whether there still is a server with the API URL and the token URL of a target: credentials may go there. */
    public boolean stillHas(ServerTarget target) {
        return usable().stream().anyMatch(target::goesWhere);
    }

    /** The name of the server that is used where a job names none; there may be no server of that name. */
    String defaultName() {
        return getDefaultServer() == null ? BUILT_IN_SERVER : getDefaultServer();
    }

    /** The names that jobs may use, the built-in server's among them. */
    List<String> names() {
        return known().stream()
                .map(SynchronizationServer::getName)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.toList());
    }

    private List<ServerTarget> usable() {
        List<ServerTarget> targets = new ArrayList<>();
        for (String name : names()) {
            try {
                targets.add(target(name));
            } catch (ServerException broken) {
                // Whoever uses it is told.
                continue;
            }
        }
        return targets;
    }

    /** The built-in server, unless one of the same name takes its place, and the configured ones. */
    private List<SynchronizationServer> known() {
        List<SynchronizationServer> known = new ArrayList<>(getServers());
        if (known.stream().noneMatch(server -> server.getName().equals(BUILT_IN_SERVER))) {
            known.add(0, new SynchronizationServer(BUILT_IN_SERVER, ServerUrl.PRODUCTION_API.toString()));
        }
        return known;
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.Configuration_DisplayName();
    }
}
