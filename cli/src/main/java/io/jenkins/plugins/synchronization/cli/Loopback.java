package io.jenkins.plugins.synchronization.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names and addresses of this machine, which no proxy can reach. */
final class Loopback {

    private static final Pattern NAMES =
            Pattern.compile("localhost\\.?|.+\\.localhost\\.?|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)\\]?");

    private Loopback() {}

    /** Whether a host of a URL is this machine; IPv6 addresses may have brackets. */
    static boolean is(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
