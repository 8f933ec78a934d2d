package io.jenkins.plugins.synchronization.engine.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a long text must become, worked out the slow way: character by character, the whole text in memory. */
final class LongTexts {

    private LongTexts() {}

    /** The value of a JSON text, given as it is written between its quotes, cut after the limit. */
    static String cut(String raw) {
        StringBuilder value = new StringBuilder();
        int bytes = 0;
        boolean cut = false;
        for (String character : characters(raw)) {
            if (bytes >= RunReader.MAX_TEXT) {
                cut = true;
                break;
            }
            bytes += character.getBytes(StandardCharsets.UTF_8).length;
            value.append(value(character));
        }
        if (cut && Character.isHighSurrogate(value.charAt(value.length() - 1))) {
            value.setLength(value.length() - 1);
        }
        return cut ? value + RunReader.CUT_MARK : value.toString();
    }

    /** An escape of a high surrogate is one character with the escape behind it. */
    private static List<String> characters(String raw) {
        List<String> characters = new ArrayList<>();
        for (int i = 0; i < raw.length(); ) {
            int end = end(raw, i);
            if (end - i == 6 && Character.isHighSurrogate(unit(raw, i)) && raw.startsWith("\\", end)) {
                end = end(raw, end);
            }
            characters.add(raw.substring(i, end));
            i = end;
        }
        return characters;
    }

    private static int end(String raw, int i) {
        return i + (raw.startsWith("\\u", i) ? 6 : raw.charAt(i) == '\\' ? 2 : Character.charCount(raw.codePointAt(i)));
    }

    private static char unit(String raw, int escape) {
        return (char) Integer.parseInt(raw.substring(escape + 2, escape + 6), 16);
    }

    private static String value(String character) {
        if (!character.startsWith("\\")) {
            return character;
        }
        int end = end(character, 0);
        if (end < character.length()) {
            return value(character.substring(0, end)) + value(character.substring(end));
        }
        return switch (character.charAt(1)) {
            case 'u' -> String.valueOf(unit(character, 0));
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            default -> character.substring(1);
        };
    }
}
