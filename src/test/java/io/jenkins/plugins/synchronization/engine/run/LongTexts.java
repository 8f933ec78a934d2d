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

    private static List<String> characters(String raw) {
        List<String> characters = new ArrayList<>();
        for (int i = 0; i < raw.length(); ) {
            int length =
                    raw.startsWith("\\u", i) ? 6 : raw.charAt(i) == '\\' ? 2 : Character.charCount(raw.codePointAt(i));
            characters.add(raw.substring(i, i + length));
            i += length;
        }
        return characters;
    }

    private static String value(String character) {
        if (!character.startsWith("\\")) {
            return character;
        }
        return switch (character.charAt(1)) {
            case 'u' -> String.valueOf((char) Integer.parseInt(character.substring(2), 16));
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            default -> character.substring(1);
        };
    }
}
