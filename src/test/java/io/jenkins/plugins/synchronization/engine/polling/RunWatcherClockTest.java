package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the machine's clock while waits are active. */
class RunWatcherClockTest {

    private final VirtualWatch watch = new VirtualWatch();

    @ParameterizedTest
    @ValueSource(strings = {"PT-6H", "P-365D", "PT6H", "P365D"})
    void pollsAndDeadlineAreAsIfNobodyHadSetIt(Duration jump) {
        VirtualWatch undisturbed = new VirtualWatch();
        undisturbed.watch();
        undisturbed.untilOver();

        watch.watch();
        watch.advance(Duration.ofMinutes(5));
        watch.time.setClock(jump);
        watch.until(watch.listener::isOver);

        Instant over = watch.time.monotonic();
        assertThat(over).isEqualTo(undisturbed.time.monotonic());
        assertThat(watch.listener.reason()).isEqualTo(WaitFailure.Reason.TIMED_OUT);
        assertThat(watch.listener.failed().waited())
                .isEqualTo(watch.settings.timeout().plusMillis(50));
        assertThat(watch.listener.failed().at()).isEqualTo(watch.time.now());
        assertThat(watch.api.asked()).hasSameSizeAs(undisturbed.api.asked());
    }

    @Test
    void whatPeopleSeeOfTheNextPollIsTheTimeOfDay() {
        Wait wait = watch.watch();
        watch.advance(Duration.ofMinutes(5));
        watch.time.setClock(Duration.ofHours(-6));

        assertThat(wait.status().nextPoll())
                .isAfter(watch.time.now())
                .isBefore(watch.time.now().plusSeconds(65));
        watch.advance(Duration.ofMinutes(2));
        List<Instant> nextPolls = watch.listener.nextPolls();
        assertThat(nextPolls.get(nextPolls.size() - 1))
                .isAfter(watch.time.now())
                .isBefore(watch.time.now().plusSeconds(65));
    }

    @Test
    void resumedWaitsArePolledSoonAfterTheClockWasSetBack() {
        watch.watch(watch.resumed("before", Duration.ofHours(1)));
        watch.advance(Duration.ofSeconds(1));
        watch.time.setClock(Duration.ofHours(-6));

        RecordingListener resumed = watch.watch(watch.resumed("after", Duration.ofHours(1)));
        watch.advance(Duration.ofSeconds(1));

        assertThat(resumed.told()).containsExactly("progress");
    }

    @Test
    void aWaitThatBeganInTheFutureHasItsWholeTimeAndNoNegativeOne() {
        watch.settings = watch.settings.withTimeout(Duration.ofHours(1));
        RecordingListener resumed = watch.watch(watch.resumed("run", Duration.ofHours(-3)));
        watch.until(resumed::isOver);

        assertThat(resumed.failed().waited()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }

    @Test
    void theTimeBeforeARestartCounts() {
        watch.settings = watch.settings.withTimeout(Duration.ofHours(1));
        RecordingListener resumed = watch.watch(watch.resumed("run", Duration.ofMinutes(50)));
        watch.until(resumed::isOver);

        assertThat(watch.elapsed()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(resumed.failed().waited()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
    }
}
