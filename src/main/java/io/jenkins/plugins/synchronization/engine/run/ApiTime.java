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
            Instant time = hasOffset(text)
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return time.isBefore(FIRST_REAL) || time.isAfter(LAST_REAL) ? null : time;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static boolean hasOffset(String text) {
        char last = text.charAt(text.length() - 1);
        return last == 'Z' || last == 'z' || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
    }
}
