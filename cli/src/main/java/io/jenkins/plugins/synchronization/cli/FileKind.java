package io.jenkins.plugins.synchronization.cli;

import java.util.Locale;

/** The files that can be written from a run. */
enum FileKind {
    HTML,
    JSON,
    CSV,
    BADGE;

    /** The option that names it. */
    String option() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }
}
