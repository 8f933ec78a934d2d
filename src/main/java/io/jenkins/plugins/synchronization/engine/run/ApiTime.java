package io.jenkins.plugins.synchronization.engine.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads the API's points in time: ISO 8601, up to 9 digits of a second, UTC where no offset is given. */
final class ApiTime {

    private static final Instant FIRST_REAL = Instant.parse("0002-01-01T00:00:00Z");
    private static final Instant LAST_REAL = Instant.parse("9999-12-31T23:59:59Z");

    /** The usual spelling, digits shown as zeros; a fraction of up to 9 digits may stand before the Z. */
    private static final String USUAL = "0000-00-00T00:00:00Z";

    private ApiTime() {}

    /**
     * Returns null for no date: null, unreadable, the year 0001, which the API sends for "not yet", or a year of more
     * than four digits.
     */
    static Instant parse(String text) {
        if (text == null || text.length() < 10 || text.length() > 40) {
            return null;
        }
        try {
            Instant time = isUsual(text) ? usual(text) : anyIso(text);
            return time.isBefore(FIRST_REAL) || time.isAfter(LAST_REAL) ? null : time;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Whether it is spelt as the API spells times, which is read ten times as fast as by a formatter. */
    private static boolean isUsual(String text) {
        int length = text.length();
        if (length < USUAL.length() || length > USUAL.length() + 10 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char expected = i < USUAL.length() - 1 ? USUAL.charAt(i) : i == USUAL.length() - 1 ? '.' : '0';
            char found = text.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return length != USUAL.length() + 1;
    }

    private static Instant usual(String text) {
        int nanos = 0;
        for (int i = USUAL.length(), unit = 100_000_000; i < text.length() - 1; i++, unit /= 10) {
            nanos += unit * (text.charAt(i) - '0');
        }
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 5, 7),
                        digits(text, 8, 10),
                        digits(text, 11, 13),
                        digits(text, 14, 16),
                        digits(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static Instant anyIso(String text) {
        return hasOffset(text)
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static boolean hasOffset(String text) {
        char last = text.charAt(text.length() - 1);
        return last == 'Z' || last == 'z' || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
    }
}
