package io.jenkins.plugins.synchronization.simulator;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a request is for, as troubles name it. */
enum Target {
    /** A run. */
    RUN,
    /** A token. */
    TOKEN,
    /** The start of a run. */
    START,
    /** A connection's list of runs. */
    RUNS,
    /** A connection. */
    CONNECTION,
    /** A connection's source files. */
    SOURCEFILES;

    static List<String> names() {
        return Stream.of(values())
                .map(target -> target.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
