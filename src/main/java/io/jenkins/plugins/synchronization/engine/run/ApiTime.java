package io.jenkins.plugins.synchronization.engine.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Reads the API's points in time: ISO 8601, up to 9 digits of a second, UTC where no offset is given. */
final class ApiTime {

    private static final Instant FIRST_REAL = Instant.parse("0002-01-01T00:00:00Z");
    private static final String USUAL = "0000-00-00T00:00:00.";
    private static final Instant LAST_REAL = Instant.parse("9999-12-31T23:59:59Z");

    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOptional(new DateTimeFormatterBuilder()
                    .parseLenient()
                    .parseCaseInsensitive()
                    .appendOffsetId()
                    .toFormatter(Locale.ROOT))
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private ApiTime() {}

    /**
     * Returns null for no date: null, unreadable, the year 0001, which the API sends for "not yet", or a year of more
     * than four digits.
     */
    static Instant parse(String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = isUsual(text) ? usual(text) : Instant.from(ANY.parse(text));
            return time.isBefore(FIRST_REAL) || time.isAfter(LAST_REAL) ? null : time;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** Whether it looks as nearly all of them do, such as {@code 2020-10-24T02:44:13.4109666Z}. */
    static boolean isUsual(String text) {
        int length = text.length();
        if (length < 20 || length > 30 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            char expected = i < USUAL.length() ? USUAL.charAt(i) : '0';
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    /** The general parser takes ten times as long, and a body has two times for each task. */
    private static Instant usual(String text) {
        int nanos = 0;
        int end = text.length() - 1;
        for (int i = 0, at = USUAL.length(); i < 9; i++, at++) {
            nanos = 10 * nanos + (at < end ? text.charAt(at) - '0' : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
