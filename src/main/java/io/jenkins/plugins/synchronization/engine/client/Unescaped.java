package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a text says, with the place of each character in the text: folded to one case, without white space and invisible
 * characters, and, one round after another, without what was escaped for a URL, HTML or JSON. Cheap where nothing is escaped.
 */
final class Unescaped {

    private static final int MAX_ROUNDS = 3;
    private static final int LONGEST_ENTITY = 10;

    private static final String ASCII_ENTITIES =
            "quot=\" amp=& apos=' lt=< gt=> excl=! num=# dollar=$ percnt=% lpar=( rpar=)"
                    + " ast=* midast=* plus=+ comma=, period=. sol=/ colon=: semi=; equals== quest=? commat=@ lsqb=[ lbrack=["
                    + " bsol=\\ rsqb=] rbrack=] hat=^ lowbar=_ grave=` lcub={ lbrace={ verbar=| vert=| rcub=} rbrace=} hyphen=-"
                    + " dash=-";

    /** From U+00A0 on, in order. */
    private static final String LATIN_ENTITIES =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy"
                    + " reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
                    + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH"
                    + " Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave"
                    + " aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde"
                    + " ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final Map<String, Integer> ENTITIES = entities();

    private final int[] characters;
    private final int[] begins;
    private final int[] ends;
    private final int round;
    private final String essence;
    private final int[] places;

    private Unescaped(int[] characters, int[] begins, int[] ends, int round) {
        this.characters = characters;
        this.begins = begins;
        this.ends = ends;
        this.round = round;
        StringBuilder folded = new StringBuilder(characters.length);
        int[] placeOf = new int[2 * characters.length];
        for (int i = 0; i < characters.length; i++) {
            if (!isPassedOver(characters[i])) {
                int length = folded.length();
                folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(characters[i])));
                placeOf[length] = i;
                placeOf[folded.length() - 1] = i;
            }
        }
        essence = folded.toString();
        places = placeOf;
    }

    private static Map<String, Integer> entities() {
        Map<String, Integer> entities = new HashMap<>();
        for (String entity : ASCII_ENTITIES.split(" ")) {
            int name = entity.indexOf('=');
            entities.put(entity.substring(0, name), (int) entity.charAt(name + 1));
        }
        String[] latin = LATIN_ENTITIES.split(" ");
        for (int i = 0; i < latin.length; i++) {
            entities.put(latin[i], 0xA0 + i);
        }
        return entities;
    }

    /** The text as it stands there. */
    static Unescaped raw(String text) {
        int[] characters = text.codePoints().toArray();
        int[] begins = new int[characters.length];
        int[] ends = new int[characters.length];
        int at = 0;
        for (int i = 0; i < characters.length; i++) {
            begins[i] = at;
            at += Character.charCount(characters[i]);
            ends[i] = at;
        }
        return new Unescaped(characters, begins, ends, 0);
    }

    /** What is compared. */
    String essence() {
        return essence;
    }

    /** Where in the text that character of the essence begins. */
    int begin(int index) {
        return begins[places[index]];
    }

    /** Where in the text that character of the essence ends; the padding of Base64 behind it, and plus signs, belong to it. */
    int end(int index) {
        int last = places[index];
        for (int i = last + 1;
                i < characters.length && (isPadding(characters[i]) || isPassedOver(characters[i]));
                i++) {
            last = isPadding(characters[i]) ? i : last;
        }
        return ends[last];
    }

    /** A plus sign may have become a space, and been passed over, in one of the secret's own forms. */
    private static boolean isPadding(int character) {
        return character == '=' || character == '+';
    }

    /** The same with one round of escapes taken out, or null where there is none or it was enough. */
    Unescaped unescaped() {
        return round == MAX_ROUNDS ? null : new Round().result();
    }

    /** All that clean-up removes or turns into a space, and what has no width: it would put a split secret together. */
    private static boolean isPassedOver(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || Sanitizer.isUnfit(character);
    }

    /** One pass from the beginning to the end. */
    private final class Round {

        private final int[] out = new int[characters.length];
        private final int[] outBegins = new int[characters.length];
        private final int[] outEnds = new int[characters.length];
        private int size;
        private int at;
        private boolean changed;

        Unescaped result() {
            while (at < characters.length) {
                int begin = at;
                int character = next();
                changed |= character != characters[begin] || at > begin + 1;
                out[size] = character;
                outBegins[size] = begins[begin];
                outEnds[size++] = ends[at - 1];
            }
            return changed
                    ? new Unescaped(
                            Arrays.copyOf(out, size),
                            Arrays.copyOf(outBegins, size),
                            Arrays.copyOf(outEnds, size),
                            round + 1)
                    : null;
        }

        /** The next character, escaped or not; moves on behind it. */
        private int next() {
            int escaped =
                    switch (characters[at]) {
                        case '%' -> percent();
                        case '&' -> entity();
                        case '\\' -> backslash();
                        case '+' -> {
                            at++;
                            yield ' ';
                        }
                        default -> -1;
                    };
            return escaped >= 0 ? escaped : characters[at++];
        }

        /** A byte, or the bytes of one character in UTF-8. */
        private int percent() {
            int first = hex(at + 1, 2);
            if (first < 0) {
                return -1;
            }
            int length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                int next = peek(at + 3 * i) == '%' ? hex(at + 3 * i + 1, 2) : -1;
                if (next < 0) {
                    length = 1;
                }
                bytes[i] = (byte) next;
            }
            int character = length == 1 ? -1 : utf8(bytes);
            at += 3 * (character < 0 ? 1 : length);
            return character < 0 ? first : character;
        }

        private static int utf8(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .codePoints()
                        .findFirst()
                        .orElse(-1);
            } catch (CharacterCodingException notOne) {
                return -1;
            }
        }

        private int entity() {
            if (peek(at + 1) == '#') {
                return numericEntity();
            }
            StringBuilder name = new StringBuilder(LONGEST_ENTITY);
            int end = at + 1;
            while (name.length() < LONGEST_ENTITY && Character.isLetterOrDigit(peek(end))) {
                name.appendCodePoint(characters[end++]);
            }
            Integer character = peek(end) == ';' ? ENTITIES.get(name.toString()) : null;
            if (character == null) {
                return -1;
            }
            at = end + 1;
            return character;
        }

        private int numericEntity() {
            boolean isHex = (peek(at + 2) | 0x20) == 'x';
            int end = at + (isHex ? 3 : 2);
            int begin = end;
            int character = 0;
            for (int digit = digit(end, isHex); digit >= 0 && end - begin < 9; digit = digit(end, isHex)) {
                character = Math.min(character * (isHex ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
                end++;
            }
            if (end == begin || !Character.isValidCodePoint(character)) {
                return -1;
            }
            at = peek(end) == ';' ? end + 1 : end;
            return character;
        }

        private int digit(int index, boolean isHex) {
            return Character.digit(Math.max(peek(index), 0), isHex ? 16 : 10);
        }

        private int backslash() {
            int letter = peek(at + 1);
            int digits = letter == 'u' ? 4 : letter == 'x' ? 2 : 0;
            int character = digits == 0 ? -1 : hex(at + 2, digits);
            if (character < 0) {
                character = switch (letter) {
                    case 'b', 'f', 'n', 'r', 't' -> ' ';
                    default -> letter;
                };
                digits = 0;
            }
            if (character >= 0) {
                at += 2 + digits;
            }
            return character;
        }

        /** That many hexadecimal digits as a number, or -1. */
        private int hex(int index, int digits) {
            int value = 0;
            for (int i = index; i < index + digits; i++) {
                int digit = digit(i, true);
                if (digit < 0) {
                    return -1;
                }
                value = 16 * value + digit;
            }
            return value;
        }

        private int peek(int index) {
            return index < characters.length ? characters[index] : -1;
        }
    }
}
