package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.time.Duration;
import java.time.Instant;

/** How long something took, where both ends are known and in order. */
final class Took {

    private Took() {}

    /** The duration, or null. */
    static Duration between(Instant start, Instant end) {
        return start == null || end == null || end.isBefore(start) ? null : Duration.between(start, end);
    }

    /** The duration in words, or null. */
    static String words(Instant start, Instant end) {
        Duration took = between(start, end);
        return took == null ? null : DurationWords.of(took);
    }
}
