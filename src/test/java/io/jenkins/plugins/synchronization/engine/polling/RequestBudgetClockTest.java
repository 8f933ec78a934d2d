package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits where somebody sets the machine's clock. */
class RequestBudgetClockTest {

    private static final Instant BEGIN = VirtualWatch.BEGIN;

    private final SetClock clock = new SetClock();
    private final RequestBudget budget = new RequestBudget(new RequestLimits(60, 3_600), clock);

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT59M", "PT24H", "P365D"})
    void afterAClockIsSetBackTheLimitsRefillAsBefore(Duration back) {
        useUp();
        clock.set(BEGIN.minus(back));
        assertThat(budget.tryAcquire()).as("nothing is gained by it").isFalse();

        clock.advance(Duration.ofSeconds(30));

        assertThat(useUp()).isBetween(5, 7);
    }

    @Test
    void aPauseLastsAsLongAsItWasToWhenTheClockIsSetBackRightAfterIt() {
        budget.pauseUntil(BEGIN.plusSeconds(600));
        clock.set(BEGIN.minus(Duration.ofDays(1)));
        assertThat(budget.tryAcquire()).isFalse();

        clock.advance(Duration.ofSeconds(599));
        assertThat(budget.tryAcquire()).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(budget.tryAcquire()).isTrue();
    }

    @Test
    void aPauseLastsAtMostTwiceAsLongWhenTheClockIsSetBackWithinIt() {
        budget.pauseUntil(BEGIN.plusSeconds(3_600));
        clock.advance(Duration.ofSeconds(3_000));
        clock.set(BEGIN.minus(Duration.ofDays(1)));
        assertThat(budget.tryAcquire()).isFalse();

        clock.advance(Duration.ofSeconds(3_605));
        assertThat(budget.tryAcquire()).isTrue();
    }

    @Test
    void aPauseThatBeginsAfterTheClockWasSetBackIsKept() {
        useUp();
        clock.set(BEGIN.minus(Duration.ofDays(1)));
        budget.pauseUntil(clock.now().plusSeconds(600));

        clock.advance(Duration.ofSeconds(599));
        assertThat(budget.tryAcquire()).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(budget.tryAcquire()).isTrue();
    }

    @Test
    void aRequestThatIsGivenBackIsNotSentWithinAPause() {
        assertThat(budget.tryAcquire()).isTrue();
        budget.pauseUntil(BEGIN.plusSeconds(600));
        budget.giveBack();

        clock.advance(Duration.ofSeconds(599));
        assertThat(budget.tryAcquire()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(budget.tryAcquire()).isTrue();
    }

    /** Sends what may be sent now; returns how many requests that was. */
    private int useUp() {
        int sent = 0;
        while (budget.tryAcquire()) {
            sent++;
        }
        return sent;
    }

    /** A clock that a test sets; what is to be done later is never done. */
    private static final class SetClock implements Scheduler {
        private Instant now = BEGIN;

        void set(Instant time) {
            now = time;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Runnable at(Instant time, Runnable task) {
            return () -> {};
        }

        @Override
        public boolean execute(Runnable task) {
            return false;
        }

        @Override
        public void close() {}
    }
}
