package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Duration;

/**
 * How long a run will probably take, by the durations of earlier runs of its connection. It may be wrong: the next run may
 * have more to do than all before it.
 *
 * @param median half of the earlier runs took no longer
 * @param shortest only a tenth of them took less, at most {@code median}
 * @param longest only a tenth of them took more, at least {@code median}
 */
public record DurationEstimate(Duration median, Duration shortest, Duration longest) {

    /** Whether a run that has taken so long takes longer than usual. */
    public boolean isOverdue(Duration elapsed) {
        return elapsed.compareTo(longest) > 0;
    }
}
