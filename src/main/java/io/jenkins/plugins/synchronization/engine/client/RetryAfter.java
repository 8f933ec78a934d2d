package io.jenkins.plugins.synchronization.engine.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * Reads how long a server asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110, section 10.2.3), or the
 * platform's own {@code iTwinPlatform-RateLimit-Retry-After-Seconds}.
 */
final class RetryAfter {

    /** What longer times are read as: no wait lasts that long. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final Pattern LIST_OF_SECONDS = Pattern.compile("[0-9]+(,\\s+[0-9]+)+");
    private static final int ALWAYS_LONGEST = 12;
    private static final int TWO_DIGIT_YEARS_AHEAD = 50;
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM [ ]d HH:mm:ss uuuu", Locale.ENGLISH);

    private RetryAfter() {}

    /**
     * Returns null where no header can be read, and the longest of several times. A date is compared with the server's own
     * clock if it sent its time.
     */
    static Duration read(Headers headers, Instant now) {
        Instant serverTime = date(headers.get("Date"), now);
        return longest(headers.values("Retry-After"), value -> read(value, serverTime, now))
                .or(() -> longest(headers.values("iTwinPlatform-RateLimit-Retry-After-Seconds"), RetryAfter::seconds))
                .orElse(null);
    }

    /** What is between a server and us may add its own line, or join it to another by a comma. */
    private static Optional<Duration> longest(List<String> values, Function<String, Duration> read) {
        return values.stream()
                .flatMap(value ->
                        LIST_OF_SECONDS.matcher(value).matches() ? Stream.of(value.split(",")) : Stream.of(value))
                .map(read)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private static Duration read(String value, Instant serverTime, Instant now) {
        Duration seconds = seconds(value);
        Instant date = seconds == null ? date(value, now) : null;
        if (date == null) {
            return seconds;
        }
        Duration until = Duration.between(serverTime == null ? now : serverTime, date);
        return until.isNegative() ? Duration.ZERO : bounded(until);
    }

    private static Duration seconds(String value) {
        if (value == null || !SECONDS.matcher(value.strip()).matches()) {
            return null;
        }
        String digits = value.strip().replaceFirst("^0+(?=.)", "");
        return digits.length() >= ALWAYS_LONGEST ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Duration bounded(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /** RFC 9110, section 5.6.7: all three forms, two of which no server should send any more. */
    private static Instant date(String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        try {
            if (text.indexOf('-') > 0 && text.indexOf(',') > 0) {
                return LocalDateTime.parse(text, rfc850(now)).toInstant(ZoneOffset.UTC);
            }
            return text.indexOf(',') > 0
                    ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                    : LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** A year of two digits that would be more than 50 years ahead is in the past. */
    private static DateTimeFormatter rfc850(Instant now) {
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() - 99 + TWO_DIGIT_YEARS_AHEAD;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }
}
