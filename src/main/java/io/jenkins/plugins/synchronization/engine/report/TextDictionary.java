package io.jenkins.plugins.synchronization.engine.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts that are written once and referred to by number: runs with many tasks repeat their error texts. It is bounded;
 * texts that do not fit are written where they occur.
 */
final class TextDictionary {

    private static final int MOST_TEXTS = 20_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int LONGEST = 4096;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private int characters;

    /** Appends the number of a text, or the text itself where there is no room for it, or {@code null}. */
    void append(Utf8Buffer to, String text) {
        Integer number = text == null || text.length() > LONGEST ? null : number(text);
        if (number == null) {
            JsonText.append(to, text);
        } else {
            to.number(number);
        }
    }

    /** Appends all texts as an array, each at the place of its number. */
    void appendAll(Utf8Buffer to) {
        to.ascii('[');
        boolean any = false;
        for (String text : numbers.keySet()) {
            if (any) {
                to.ascii(',');
            }
            any = true;
            JsonText.append(to, text);
        }
        to.ascii(']');
    }

    private Integer number(String text) {
        Integer number = numbers.get(text);
        if (number == null && numbers.size() < MOST_TEXTS && characters + text.length() <= MOST_CHARACTERS) {
            number = numbers.size();
            numbers.put(text, number);
            characters += text.length();
        }
        return number;
    }
}
