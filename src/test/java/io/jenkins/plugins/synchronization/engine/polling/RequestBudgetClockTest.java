package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits where somebody sets the machine's clock: nothing is gained or lost by that. */
class RequestBudgetClockTest {

    private final VirtualScheduler time = new VirtualScheduler(VirtualWatch.BEGIN);
    private final RequestBudget budget = new RequestBudget(new RequestSlots(Integer.MAX_VALUE), time);

    @BeforeEach
    void allowOneInASecond() {
        budget.join(() -> new RequestLimits(60, 3_600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT-59M", "PT-24H", "P-365D", "PT1S", "PT24H", "P365D"})
    void theLimitsRefillAsBefore(Duration jump) {
        useUp();
        time.setClock(jump);
        assertThat(budget.tryAcquire()).as("nothing is gained by it").isFalse();

        time.advance(Duration.ofSeconds(30));

        assertThat(useUp()).isBetween(5, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-24H", "PT24H"})
    void aPauseLastsAsLongAsItWasTo(Duration jump) {
        budget.pauseUntil(time.monotonic().plusSeconds(600));
        time.advance(Duration.ofSeconds(300));
        time.setClock(jump);

        time.advance(Duration.ofSeconds(299));
        assertThat(budget.tryAcquire()).isFalse();
        time.advance(Duration.ofSeconds(5));
        assertThat(budget.tryAcquire()).isTrue();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        Instant end = time.monotonic().plusSeconds(600);
        budget.pauseUntil(end);
        budget.pauseUntil(time.monotonic().plusSeconds(60));

        assertThat(budget.pausedUntil()).isEqualTo(end);
        time.advance(Duration.ofSeconds(599));
        assertThat(budget.tryAcquire()).isFalse();
    }

    @Test
    void aRequestThatIsGivenBackIsNotSentWithinAPause() {
        assertThat(budget.tryAcquire()).isTrue();
        budget.pauseUntil(time.monotonic().plusSeconds(600));
        budget.giveBack();

        time.advance(Duration.ofSeconds(599));
        assertThat(budget.tryAcquire()).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(budget.tryAcquire()).isTrue();
    }

    @Test
    void afterAPauseNothingIsLeftOfTheHourEither() {
        RequestBudget hourly = new RequestBudget(new RequestSlots(Integer.MAX_VALUE), time);
        hourly.join(() -> new RequestLimits(100_000, 600));
        hourly.pauseUntil(time.monotonic().plusSeconds(60));

        time.advance(Duration.ofSeconds(61));
        assertThat(hourly.tryAcquire()).isFalse();
        time.advance(Duration.ofSeconds(10));
        assertThat(hourly.tryAcquire()).isTrue();
    }

    /** Sends what may be sent now; returns how many requests that was. */
    private int useUp() {
        int sent = 0;
        while (budget.tryAcquire()) {
            sent++;
        }
        return sent;
    }
}
