package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.run.TextBundle;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The report's own words, numbers and times in the reader's language. For one thread. */
public final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Locale asked;
    private final Locale language;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, MessageFormat> patterns = new HashMap<>();
    private final NumberFormat numbers;

    private Words(Locale asked, ResourceBundle bundle) {
        this.asked = asked;
        this.language = bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
        this.numbers = NumberFormat.getIntegerInstance(language);
        bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
    }

    /** The words for a reader; English where there are none in the language asked for. */
    public static Words of(Locale locale) {
        return new Words(locale, TextBundle.of("report.Report", locale));
    }

    /** The locale that was asked for, for other words. */
    public Locale locale() {
        return asked;
    }

    /** The language that the words are in, as a tag of BCP 47. */
    public String language() {
        return language.toLanguageTag();
    }

    /** A text; the key is one of the bundle's. */
    public String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No words for " + key);
        }
        return text;
    }

    /** A text with values put in; the pattern is one of {@link MessageFormat}. */
    public String text(String key, Object... values) {
        return patterns.computeIfAbsent(key, any -> new MessageFormat(text(any), language))
                .format(values);
    }

    /** {@link #text(String, Object...)} with one value, for Jelly, which knows no methods of variable arity. */
    public String phrase(String key, Object value) {
        return text(key, value);
    }

    /** The same with two values. */
    public String phrase(String key, Object value, Object other) {
        return text(key, value, other);
    }

    /** A text for a name of one of the API's lists, or the name itself where there are no words for it. */
    public String name(String list, String name) {
        return texts.getOrDefault(list + "." + name, name);
    }

    /** A whole number with the language's separators. */
    public String number(long number) {
        return numbers.format(number);
    }

    /** Counts of issues in words, such as {@code 2 errors, 20 warnings}; null where all are 0. */
    public String issues(long errors, long warnings, long others) {
        StringJoiner counts = new StringJoiner(", ");
        add(counts, "issues.errors", errors);
        add(counts, "issues.warnings", warnings);
        add(counts, "issues.others", others);
        return counts.length() == 0 ? null : counts.toString();
    }

    private void add(StringJoiner counts, String key, long count) {
        if (count > 0) {
            counts.add(text(key, count));
        }
    }

    /** A point in time to the second, in UTC, such as {@code 2020-10-24 02:44:13 UTC}. */
    public String time(Instant time) {
        return TIME.format(time);
    }

    /** The time of day to the second, in UTC, such as {@code 02:44:13}. */
    public String timeOfDay(Instant time) {
        return TIME_OF_DAY.format(time);
    }

    /** The texts whose keys begin with a word and a dot, by the rest of the key. */
    public SortedMap<String, String> startingWith(String word) {
        SortedMap<String, String> found = new TreeMap<>();
        texts.forEach((key, text) -> {
            if (key.startsWith(word + ".")) {
                found.put(key.substring(word.length() + 1), text);
            }
        });
        return found;
    }
}
