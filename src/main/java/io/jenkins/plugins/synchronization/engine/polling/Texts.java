package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.TextBundle;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of waiting, in one language. What comes from outside is put in as text and never as a pattern. */
final class Texts {

    private static final int MAX_MESSAGE = 1_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ResourceBundle bundle;
    private final Locale locale;
    private final String variant;

    Texts(Locale locale) {
        this(locale, "");
    }

    private Texts(Locale locale, String variant) {
        this.locale = locale;
        this.variant = variant;
        bundle = TextBundle.of("polling.Waiting", locale);
    }

    /** The words of starting a run, which has some of its own. */
    static Texts ofStarting(Locale locale) {
        return new Texts(locale, "start.");
    }

    String get(String key, Object... arguments) {
        String own = variant + key;
        String pattern = bundle.getString(bundle.containsKey(own) ? own : key);
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /** Two durations, the shorter one first: {@code 12 to 18 min}, {@code 50 s to 2 min}, or {@code about 5 min}. */
    String range(Duration shortest, Duration longest) {
        String from = DurationWords.roughly(shortest);
        String to = DurationWords.roughly(longest);
        if (from.equals(to)) {
            return get("estimate.about", to);
        }
        int unit = from.indexOf(' ');
        boolean sameUnit = from.substring(unit).equals(to.substring(to.indexOf(' ')));
        return get("estimate.range", sameUnit ? from.substring(0, unit) : from, to);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** What came: what it means, and in brackets what was said. */
    String describe(ApiFailure failure) {
        return get("answer.run", get("what." + failure.kind()), said(failure));
    }

    /** Why names of files may be missing. What a response means for a run is left out: this is about another list. */
    String why(ListedNames listed) {
        ApiFailure failure = listed.failure();
        if (failure == null) {
            return get("names." + listed.gap(), NamesListing.MOST_PAGES, NamesListing.LIMIT.toSeconds());
        }
        return failure.status() == 0 || failure.tokenUrl() != null ? describe(failure) : said(failure);
    }

    /** The token endpoint if it is about that, the status, the code, message and details. */
    private String said(ApiFailure failure) {
        String status = failure.status() == 0
                ? failure.kind().isOfConnection() ? null : get("answer.none")
                : failure.kind() == ApiFailure.Kind.UNREACHABLE
                        ? get("answer.broken")
                        : get("answer.status", Integer.toString(failure.status()));
        String code = failure.kind() == ApiFailure.Kind.NOT_A_RUN ? null : failure.code();
        String details = failure.details().stream()
                .map(detail -> joined(": ", detail.target(), detail.code(), detail.message()))
                .collect(Collectors.joining("; "));
        return joined(
                ": ",
                failure.tokenUrl() == null ? null : failure.tokenUrl().toString(),
                joined(" ", status, code),
                sentence(failure.text()),
                withoutFullStop(details.isEmpty() ? null : details));
    }

    /** A text from elsewhere as a part of a sentence of ours: one line without its full stop; null for null. */
    String sentence(ReasonText text) {
        return text == null ? null : withoutFullStop(Sanitizer.oneLine(text.in(locale), MAX_MESSAGE));
    }

    /** What to change where a request was refused: by its status, where that says more than that it was refused. */
    String todo(ApiFailure refused, String credential) {
        String change = refused.kind() == ApiFailure.Kind.REFUSED ? change(refused.status()) : null;
        return get(change == null ? "do." + refused.kind() : "do.REFUSED_" + change, credential);
    }

    /** Whether the status alone says what to change, while the wait goes on. */
    static boolean saysWhatToChange(ApiFailure failure) {
        return failure.kind() == ApiFailure.Kind.REFUSED && change(failure.status()) != null;
    }

    private static String change(int status) {
        return switch (status) {
            case 402 -> "PLAN";
            case 405, 501, 510 -> "METHOD";
            case 406, 415 -> "HEADERS";
            case 407 -> "PROXY";
            case 413, 414, 431 -> "SIZE";
            case 426, 505 -> "HTTP_VERSION";
            case 451 -> "BLOCKED";
            case 511 -> "PORTAL";
            default -> null;
        };
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(separator));
    }

    private static String withoutFullStop(String text) {
        return text != null && text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
