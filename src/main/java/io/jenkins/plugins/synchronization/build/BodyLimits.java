package io.jenkins.plugins.synchronization.build;

import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;

/** How large stored bodies may be and how long they are kept, as the administrator set it. */
final class BodyLimits {

    private BodyLimits() {}

    /** The most bytes that a body may have to be stored, as the API sends it. */
    static long maxBytes() {
        return (long) SynchronizationConfiguration.get().getMaxBodyMegabytes() << 20;
    }

    /** A number of bytes in MiB, rounded up. */
    static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** After how many days a body is removed; 0 = with its build. */
    static int retentionDays() {
        return SynchronizationConfiguration.get().getBodyRetentionDays();
    }
}
