package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void nothingIsReadWhereNothingIsSaid() {
        assertThat(read()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "soon",
                "",
                "+5",
                "5 6",
                "1e3",
                "1,000",
                "Sunday, 32-Nov-26 12:00:00 GMT",
                "Mon Nov 32 12:00:00 2026",
                "Mon Nov 23 12:00:00",
                "2026-11-23T12:00:00Z",
                "0x10",
                "٣",
                "Mon, 32 Nov 2026 12:00:00 GMT",
                "Tue, 23 Nov 2026 12:00:00 GMT"
            })
    void whatCannotBeReadIsAsGoodAsNothing(String value) {
        Headers headers =
                new Headers.Builder().addUnsafeNonAscii("Retry-After", value).build();

        assertThat(RetryAfter.read(headers, NOW)).isNull();
    }

    @Property
    void secondsAreSeconds(@ForAll @LongRange(min = 0, max = 3_000_000_000L) long seconds) {
        assertThat(read("Retry-After", " " + seconds + " ")).hasSeconds(seconds);
    }

    @Property
    void numbersOfAnyLengthAreRead(@ForAll @NumericChars @StringLength(min = 1, max = 5_000) String digits) {
        BigInteger longest = BigInteger.valueOf(RetryAfter.LONGEST.toSeconds());

        assertThat(read("Retry-After", digits))
                .hasSeconds(new BigInteger(digits).min(longest).longValueExact());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 23 Nov 2026 12:01:30 GMT",
                "Monday, 23-Nov-26 12:01:30 GMT",
                "Mon Nov 23 12:01:30 2026",
                " mon, 23 nov 2026 12:01:30 gmt ",
            })
    void allThreeFormsOfADateAreRead(String date) {
        assertThat(read("Retry-After", date)).hasSeconds(90);
        assertThat(read("Date", date, "Retry-After", date)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sunday, 06-Nov-94 08:49:37 GMT | 0",
                "Sun Nov  6 08:49:37 1994 | 0",
                "Sun Nov 6 08:49:37 1994 | 0",
                "Tue Dec  1 12:00:00 2026 | 691200",
                "Sunday, 06-Nov-50 08:49:37 GMT | 755902177"
            })
    void oldFormsHaveYearsOfTwoDigitsAndDaysOfOne(String date, long seconds) {
        assertThat(read("Retry-After", date)).hasSeconds(seconds);
    }

    @Test
    void aDateBeyondAllTimeIsBounded() {
        assertThat(read("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo(RetryAfter.LONGEST);
    }

    @Property
    void aDateIsComparedWithTheServersClock(
            @ForAll @IntRange(min = -100_000, max = 100_000) int wrongBy,
            @ForAll @IntRange(min = 0, max = 100_000) int wait) {
        Instant serverTime = NOW.plusSeconds(wrongBy);

        assertThat(read("Date", date(serverTime), "Retry-After", date(serverTime.plusSeconds(wait))))
                .hasSeconds(wait);
    }

    @Property
    void aDateIsComparedWithOurClockWhereTheServerDoesNotTellItsTime(
            @ForAll @IntRange(min = -100_000, max = 100_000) int offset) {
        assertThat(read("Retry-After", date(NOW.plusSeconds(offset)))).hasSeconds(Math.max(0, offset));
    }

    @Test
    void anUnreadableServerTimeIsIgnored() {
        assertThat(read("Date", "yesterday", "Retry-After", date(NOW.plusSeconds(5))))
                .hasSeconds(5);
    }

    @Test
    void thePlatformsOwnHeaderIsReadWhereTheStandardOneIsNot() {
        String own = "iTwinPlatform-RateLimit-Retry-After-Seconds";

        assertThat(read(own, "30")).hasSeconds(30);
        assertThat(read("Retry-After", "soon", own, "30")).hasSeconds(30);
        assertThat(read("Retry-After", "10", own, "30")).hasSeconds(10);
    }

    @Test
    void ofSeveralTimesTheLongestCounts() {
        assertThat(read("Retry-After", "120", "Retry-After", "1")).hasSeconds(120);
        assertThat(read("Retry-After", "soon", "Retry-After", "7", "Retry-After", date(NOW.plusSeconds(90))))
                .hasSeconds(90);
        assertThat(read("Retry-After", "5, 120, 7")).hasSeconds(120);
        assertThat(read("Retry-After", "5, soon")).isNull();
    }

    @Property
    void noHeaderIsEverMoreThanUnreadable(
            @ForAll @NumericChars @AlphaChars @Chars({' ', ',', ':', '-', '+', '.'}) String value,
            @ForAll @NumericChars @AlphaChars @Chars({' ', ',', ':'}) String date) {
        Duration read = read("Retry-After", value, "Date", date);

        assertThat(read == null || !read.isNegative()).isTrue();
    }

    private static Duration read(String... namesAndValues) {
        return RetryAfter.read(Headers.of(namesAndValues), NOW);
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
