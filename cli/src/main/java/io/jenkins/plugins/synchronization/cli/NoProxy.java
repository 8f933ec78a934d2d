package io.jenkins.plugins.synchronization.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that are reached without a proxy: {@code NO_PROXY}, with the meaning that curl gives it. Entries are
 * separated by commas or spaces; {@code *} means every host, {@code example.com} and {@code .example.com} that host and
 * those below it; a port limits an entry to that port.
 */
final class NoProxy {

    private record Entry(String host, int port) {}

    private final List<Entry> entries;

    private NoProxy(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads the variable; null means no host. */
    static NoProxy parse(String text) {
        return new NoProxy(
                text == null
                        ? List.of()
                        : Arrays.stream(text.split("[,\\s]+"))
                                .filter(entry -> !entry.isEmpty())
                                .map(NoProxy::entry)
                                .toList());
    }

    private static Entry entry(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        int port = 0;
        int colon = host.lastIndexOf(':');
        boolean severalColons = host.indexOf(':') != colon;
        boolean hasPort = colon > 0 && host.substring(colon + 1).matches("\\d{1,5}");
        if (hasPort && (!severalColons || host.charAt(colon - 1) == ']')) {
            port = Integer.parseInt(host.substring(colon + 1));
            host = host.substring(0, colon);
        }
        return new Entry(bare(host), port);
    }

    private static String bare(String host) {
        return host.replaceAll("^\\*?\\.|[\\[\\]]|\\.$", "");
    }

    /** Whether a host is reached without a proxy; IPv6 addresses may have brackets. */
    boolean covers(String host, int port) {
        String name = bare(host.toLowerCase(Locale.ROOT));
        return entries.stream()
                .filter(entry -> entry.port == 0 || entry.port == port)
                .anyMatch(
                        entry -> entry.host.equals("*") || name.equals(entry.host) || name.endsWith("." + entry.host));
    }
}
