package io.jenkins.plugins.synchronization.engine.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * Reads how long a server asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110, section 10.2.3), or the
 * platform's own {@code iTwinPlatform-RateLimit-Retry-After-Seconds}.
 */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");

    private RetryAfter() {}

    /** Returns null where no header can be read. A date is compared with the server's own clock if it sent its time. */
    static Duration read(Headers headers, Instant now) {
        Duration standard = read(headers.get("Retry-After"), date(headers.get("Date")), now);
        return standard != null ? standard : seconds(headers.get("iTwinPlatform-RateLimit-Retry-After-Seconds"));
    }

    private static Duration read(String value, Instant serverTime, Instant now) {
        Duration seconds = seconds(value);
        Instant date = seconds == null ? date(value) : null;
        if (date == null) {
            return seconds;
        }
        Duration until = Duration.between(serverTime == null ? now : serverTime, date);
        return until.isNegative() ? Duration.ZERO : until;
    }

    private static Duration seconds(String value) {
        return value != null && SECONDS.matcher(value.strip()).matches()
                ? Duration.ofSeconds(Long.parseLong(value.strip()))
                : null;
    }

    private static Instant date(String value) {
        if (value == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
