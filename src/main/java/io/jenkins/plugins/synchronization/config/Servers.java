package io.jenkins.plugins.synchronization.config;

import hudson.Util;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The servers that jobs may name, as they are configured at one moment: the built-in one and those of the list. */
final class Servers {

    /** The longest name of a server that an error repeats, in characters. */
    private static final int MAX_SHOWN = 100;

    private final List<SynchronizationServer> servers;
    private final String defaultName;

    /**
     * Takes the configured servers; the built-in one is added unless one of the same name takes its place.
     *
     * @param configured in the order of the configuration
     * @param defaultName the default server's name, or null for the built-in one
     */
    Servers(List<SynchronizationServer> configured, String defaultName) {
        this.servers = new ArrayList<>(configured);
        this.defaultName = defaultName == null ? SynchronizationConfiguration.BUILT_IN_SERVER : defaultName;
        if (named(SynchronizationConfiguration.BUILT_IN_SERVER).isEmpty()) {
            servers.add(
                    0,
                    new SynchronizationServer(
                            SynchronizationConfiguration.BUILT_IN_SERVER, ServerUrl.PRODUCTION_API.toString()));
        }
    }

    /** The name of the server that is used where a job names none; there may be no server of that name. */
    String defaultName() {
        return defaultName;
    }

    /** The names that jobs may use, each once. */
    List<String> names() {
        return servers.stream()
                .map(SynchronizationServer::getName)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private List<SynchronizationServer> named(String name) {
        return servers.stream().filter(server -> server.getName().equals(name)).toList();
    }

    /** As {@link SynchronizationConfiguration#target}. */
    ServerTarget target(String name) throws ServerException {
        String wanted = Util.fixEmptyAndTrim(name) == null ? defaultName : name.trim();
        List<SynchronizationServer> found = named(wanted);
        if (found.isEmpty()) {
            throw new ServerException(
                    Messages.Servers_NoSuchServer(Sanitizer.oneLine(wanted, MAX_SHOWN), String.join(", ", names())));
        }
        if (found.size() > 1) {
            throw new ServerException(Messages.Servers_SameName(Sanitizer.oneLine(wanted, MAX_SHOWN)));
        }
        return found.get(0).target();
    }

    /** As {@link SynchronizationConfiguration#targetOnResume}. */
    ServerTarget targetOnResume(String name, String apiUrl, String tokenUrl) throws ServerException {
        List<ServerTarget> there = reachable().stream()
                .filter(target -> isUrl(target.api(), apiUrl) && isUrl(target.tokens(), tokenUrl))
                .toList();
        for (ServerTarget target : there) {
            if (target.name().equals(name)) {
                return target;
            }
        }
        if (there.isEmpty()) {
            throw new ServerException(Messages.Servers_RemovedOrChanged(name, apiUrl));
        }
        return there.get(0);
    }

    private static boolean isUrl(ServerUrl url, String text) {
        try {
            return url.equals(ServerUrl.parse(Util.fixNull(text)));
        } catch (IllegalArgumentException nowhere) {
            return false;
        }
    }

    /** As {@link SynchronizationConfiguration#stillHas}. */
    boolean has(ServerTarget target) {
        return reachable().stream().anyMatch(target::goesWhere);
    }

    /** As {@link SynchronizationConfiguration#hasServerAt}. */
    boolean hasServerAt(HttpUrl url) {
        return reachable().stream()
                .anyMatch(target -> url.equals(target.tokens().url())
                        || isBelow(target.api().url(), url));
    }

    private static boolean isBelow(HttpUrl base, HttpUrl url) {
        String path = base.encodedPath();
        return base.scheme().equals(url.scheme())
                && base.host().equals(url.host())
                && base.port() == url.port()
                && url.encodedPath().startsWith(path.endsWith("/") ? path : path + "/");
    }

    /** As {@link SynchronizationConfiguration#limits}: requests to one URL count together, whatever its servers are called. */
    Optional<RequestLimits> limits(ServerUrl api) {
        return reachable().stream()
                .filter(target -> target.api().equals(api))
                .map(ServerTarget::limits)
                .reduce(RequestLimits::stricter);
    }

    /** Where active waits may go: what else is wrong with a server keeps only new ones from it. */
    private List<ServerTarget> reachable() {
        List<ServerTarget> targets = new ArrayList<>();
        for (SynchronizationServer server : servers) {
            try {
                targets.add(server.targetOfActive());
            } catch (ServerException broken) {
                // It is as if it were not there; problems() says why.
                continue;
            }
        }
        return targets;
    }

    /** What keeps servers from being used, in words for an administrator; empty if all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (servers.stream().anyMatch(server -> server.getName().isEmpty())) {
            problems.add(Messages.Server_NoName());
        }
        for (String name : names()) {
            try {
                target(name);
            } catch (ServerException broken) {
                problems.add(broken.getMessage());
            }
        }
        if (named(defaultName).isEmpty()) {
            problems.add(Messages.Servers_NoDefault(defaultName, String.join(", ", names())));
        }
        return problems;
    }
}
