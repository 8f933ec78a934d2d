package io.jenkins.plugins.synchronization.build;

/** How large stored bodies may be and how long they are kept, as the administrator set it. */
final class BodyLimits {

    private BodyLimits() {}

    /** The most bytes that a body may have to be stored, as the API sends it. */
    static long maxBytes() {
        return 100L << 20;
    }

    /** After how many days a body is removed; 0 = with its build. */
    static int retentionDays() {
        return 0;
    }
}
