package io.jenkins.plugins.synchronization.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations such as {@code 500ms}, {@code 90s}, {@code 30m} and {@code 1d12h}, and as messages print them, such as
 * {@code 3 min 12 s}.
 */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern DURATION = Pattern.compile(
            "(?=\\d)(?:(\\d{1,9}) ?d ?)?(?:(\\d{1,9}) ?h ?)?(?:(\\d{1,9}) ?m(?:in)? ?)?(?:(\\d{1,9}) ?s ?)?(?:(\\d{1,9}) ?ms)?");

    @Override
    public Duration convert(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new TypeConversionException("'" + text + "' is not a duration; write whole numbers with units from"
                    + " days to milliseconds, such as 1d12h, 30m, 90s or 500ms");
        }
        return Duration.ofDays(number(duration.group(1)))
                .plusHours(number(duration.group(2)))
                .plusMinutes(number(duration.group(3)))
                .plusSeconds(number(duration.group(4)))
                .plusMillis(number(duration.group(5)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
