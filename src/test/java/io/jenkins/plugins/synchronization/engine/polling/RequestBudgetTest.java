package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One subscription's requests, also where somebody sets the machine's clock: nothing is gained or lost by that. */
class RequestBudgetTest {

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

    @Test
    void loweredLimitsApplyAtOnceToARequestThatDoesNotQueue() {
        AtomicReference<RequestLimits> limits = new AtomicReference<>(new RequestLimits(60, 3_600));
        RequestBudget lowered = new RequestBudget(new RequestSlots(Integer.MAX_VALUE), time);
        lowered.join(limits::get);

        limits.set(new RequestLimits(10, 3_600));

        assertThat(lowered.tryAcquire()).isTrue();
        assertThat(lowered.tryAcquire()).isFalse();
    }

    @Test
    void theLastCancelledTicketLeavesNoTimer() {
        useUp();
        RequestBudget.Ticket first = budget.acquire(() -> {});
        RequestBudget.Ticket second = budget.acquire(() -> {});

        first.cancel();
        assertThat(time.isIdle()).isFalse();
        second.cancel();
        assertThat(time.isIdle()).isTrue();
    }

    @Test
    void aRequestAwaitsASlotOnlyWhereTheLimitsAllowIt() {
        useUp();
        budget.acquire(() -> {});
        assertThat(budget.awaitsSlot()).isFalse();

        RequestBudget narrow = new RequestBudget(new RequestSlots(1), time);
        narrow.join(() -> new RequestLimits(60, 3_600));
        assertThat(narrow.tryAcquire()).isTrue();
        RequestBudget.Ticket next = narrow.acquire(() -> {});
        assertThat(narrow.awaitsSlot()).isTrue();

        narrow.release();
        assertThat(next.isServed()).isTrue();
        assertThat(narrow.awaitsSlot()).isFalse();
    }

    @Test
    void itIsIdleOnceNothingUsesItAndAllThatWasSentIsForgotten() {
        Supplier<RequestLimits> user = () -> new RequestLimits(600, 600);
        RequestBudget used = new RequestBudget(new RequestSlots(Integer.MAX_VALUE), time);
        used.join(user);
        assertThat(used.isIdle()).isFalse();
        used.leave(user);
        assertThat(used.isIdle()).isTrue();

        used.tryAcquire();
        time.advance(Duration.ofSeconds(1));
        assertThat(used.isIdle()).as("the hour still counts the request").isFalse();
        time.advance(Duration.ofSeconds(10));
        assertThat(used.isIdle()).isTrue();

        used.pauseUntil(time.monotonic().plusSeconds(60));
        assertThat(used.isIdle()).isFalse();
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
