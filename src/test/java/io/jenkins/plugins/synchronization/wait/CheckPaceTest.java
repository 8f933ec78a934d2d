package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.wait.CheckPace.Turn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often forms may ask the API. */
class CheckPaceTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CheckPace pace = new CheckPace(() -> now);

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }

    @Test
    void aUserHasOneCheckAtATime() {
        assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
        pass(10_000);
        assertThat(pace.enter("alice")).isEqualTo(Turn.USER_IN_HASTE);
        assertThat(pace.enter("bob")).isEqualTo(Turn.YES);

        pace.leave("alice");

        assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
    }

    @Test
    void twoChecksOfAUserAreTwoSecondsApart() {
        pace.enter("alice");
        pace.leave("alice");
        pass(1_999);
        assertThat(pace.enter("alice")).isEqualTo(Turn.USER_IN_HASTE);
        pass(1);
        assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
    }

    @Test
    void aUserHasTenInAMinute() {
        for (int check = 0; check < 10; check++) {
            assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
            pace.leave("alice");
            pass(2_000);
        }
        assertThat(pace.enter("alice")).isEqualTo(Turn.TOO_MANY);
        assertThat(pace.enter("bob")).isEqualTo(Turn.YES);

        pass(40_000);

        assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
    }

    @Test
    void allUsersTogetherHaveThirtyInAMinute() {
        for (int user = 0; user < 30; user++) {
            assertThat(pace.enter("user" + user)).isEqualTo(Turn.YES);
            pass(100);
        }
        assertThat(pace.enter("alice")).isEqualTo(Turn.TOO_MANY);

        pass(57_000);

        assertThat(pace.enter("alice")).isEqualTo(Turn.YES);
        assertThat(pace.enter("bob")).isEqualTo(Turn.TOO_MANY);
    }
}
