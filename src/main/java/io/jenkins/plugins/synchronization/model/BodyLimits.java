package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;

/** How large stored bodies may be and how long they are kept, as the administrator set it. */
public final class BodyLimits {

    private BodyLimits() {}

    /** The most bytes that a body may have to be stored, as the API sends it. */
    public static long maxBytes() {
        return (long) SynchronizationConfiguration.get().getMaxBodyMegabytes() << 20;
    }

    /** A number of bytes in MiB, rounded up. */
    public static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** After how many days a body is removed; 0 = with its build. */
    public static int retentionDays() {
        return SynchronizationConfiguration.get().getBodyRetentionDays();
    }
}
