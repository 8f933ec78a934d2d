package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The API's spelling of times, read as Java's own parser reads it. */
class AnyTimeTest {

    @Property(tries = 500)
    void timesAreReadAsJavaReadsThem(@ForAll("almostTimes") String text) {
        assertThat(ApiTime.parse(text)).as(text).isEqualTo(byJava(text));
    }

    @Property(tries = 200)
    void everyDayOfTheCalendarIsRead(@ForAll @IntRange(min = 366, max = 3_652_057) int day) {
        String text = LocalDate.of(1, 1, 1).plusDays(day) + "T23:59:59.1234567Z";

        assertThat(ApiTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    private static Instant byJava(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Times of the year 2020 in which any part may be out of range, and up to one character is another. */
    @Provide
    Arbitrary<String> almostTimes() {
        Arbitrary<String> times = Combinators.combine(
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 32),
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("", ".1", ".12", ".4109666", ".000000001", ".9999999999"))
                .as((month, day, hour, minute, second, fraction) ->
                        "2020-%02d-%02dT%02d:%02d:%02d%sZ".formatted(month, day, hour, minute, second, fraction));
        return Combinators.combine(
                        times, Arbitraries.integers().between(0, 60), Arbitraries.of('x', '/', ':', '5', 'T', 'Z', '.'))
                .as((time, at, character) ->
                        at < time.length() ? time.substring(0, at) + character + time.substring(at + 1) : time);
    }
}
