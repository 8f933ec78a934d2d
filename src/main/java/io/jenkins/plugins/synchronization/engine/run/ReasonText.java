package io.jenkins.plugins.synchronization.engine.run;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A text that gets its words where it is shown, in the reader's language. {@link #toString} has the English ones, for exceptions
 * and logs.
 *
 * @param key a key of the bundle {@code Reasons}
 * @param arguments what is put in: a text from outside, a number without separators, or another text like this
 */
public record ReasonText(String key, List<Object> arguments) {

    /** Copies the arguments. */
    public ReasonText {
        arguments = List.copyOf(arguments);
    }

    /** A text with these arguments. */
    public ReasonText(String key, Object... arguments) {
        this(key, List.of(arguments));
    }

    /** A text from outside, the same in each language; null for null. */
    public static ReasonText of(String text) {
        return text == null ? null : new ReasonText("text", text);
    }

    /** The words, without a full stop; English where there are none in the language asked for. */
    public String in(Locale locale) {
        Object[] words = arguments.stream()
                .map(argument -> argument instanceof ReasonText text
                        ? text.in(locale)
                        : argument instanceof UnusableTextException why ? why.in(locale) : argument.toString())
                .toArray();
        return new MessageFormat(TextBundle.of("run.Reasons", locale).getString(key), locale).format(words);
    }

    /** The same with every text from outside changed. */
    public ReasonText map(UnaryOperator<String> change) {
        return new ReasonText(
                key,
                arguments.stream()
                        .<Object>map(argument -> argument instanceof ReasonText text
                                ? text.map(change)
                                : argument instanceof String text ? change.apply(text) : argument)
                        .toList());
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
