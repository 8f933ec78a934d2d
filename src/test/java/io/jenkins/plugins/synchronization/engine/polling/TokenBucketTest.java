package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Instant BEGIN = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Property
    void whatItSaysOfTheNextRequestHolds(@ForAll @IntRange(min = 1, max = 100_000) int perMinute) {
        TokenBucket bucket = new TokenBucket(perMinute, MINUTE, BEGIN);
        Instant now = BEGIN;
        for (int request = 0; request < 50; request++) {
            now = bucket.nextAt(now);
            assertThat(bucket.nextAt(now)).isEqualTo(now);
            bucket.take();
        }
    }

    @Test
    void aHigherLimitCountsFromNowOn() {
        TokenBucket bucket = new TokenBucket(10, MINUTE, BEGIN);
        bucket.take();
        Instant later = BEGIN.plusSeconds(3);

        bucket.resize(6_000, later);

        assertThat(bucket.nextAt(later)).as("not for the time before").isAfter(later);
        assertThat(bucket.nextAt(later)).isBefore(later.plusMillis(20));
    }

    @Test
    void aLowerLimitTakesWhatCouldBeSentAtOnce() {
        TokenBucket bucket = new TokenBucket(6_000, MINUTE, BEGIN);

        bucket.resize(10, BEGIN);

        assertThat(bucket.nextAt(BEGIN)).isEqualTo(BEGIN);
        bucket.take();
        assertThat(bucket.nextAt(BEGIN)).isAfter(BEGIN.plusSeconds(5));
    }

    @Test
    void itIsFullAgainOnceAsMuchMayBeSentAtOnceAsAtTheBeginning() {
        TokenBucket bucket = new TokenBucket(60, MINUTE, BEGIN);
        assertThat(bucket.isFull(BEGIN)).isTrue();

        bucket.take();

        assertThat(bucket.isFull(BEGIN)).isFalse();
        assertThat(bucket.isFull(BEGIN.plusSeconds(1))).isFalse();
        assertThat(bucket.isFull(BEGIN.plusSeconds(2))).isTrue();
    }

    @Test
    void itIsNotFullWithinAPause() {
        TokenBucket bucket = new TokenBucket(10, MINUTE, BEGIN);
        bucket.drainUntil(BEGIN.plusSeconds(60), BEGIN);
        bucket.giveBack();

        assertThat(bucket.isFull(BEGIN.plusMillis(59_999))).isFalse();
        assertThat(bucket.isFull(BEGIN.plusSeconds(60))).isTrue();
    }
}
