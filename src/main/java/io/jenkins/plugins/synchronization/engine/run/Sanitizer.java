package io.jenkins.plugins.synchronization.engine.run;

/**
 * Removes from untrusted text what could control a terminal or reorder a sentence. The result is still plain text that
 * must be escaped.
 */
public final class Sanitizer {

    private static final int LONGEST_NAME = 300;

    private Sanitizer() {}

    /**
     * Makes one line of a text: line breaks and runs of white space become one space, other control characters, the
     * bidirectional controls of Unicode, and broken surrogates are removed.
     *
     * @param text may be null
     * @param maxLength the longest result in characters, at least 1; a longer text is cut and ends in an ellipsis
     * @return null for null, else one line
     */
    public static String oneLine(String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength));
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                space = line.length() > 0;
                continue;
            }
            if (isUnfit(character)) {
                continue;
            }
            int needed = Character.charCount(character) + (space ? 1 : 0);
            if (line.length() + needed > maxLength) {
                line.setLength(Math.min(line.length(), maxLength - 1));
                if (line.length() > 0 && Character.isHighSurrogate(line.charAt(line.length() - 1))) {
                    line.setLength(line.length() - 1);
                }
                return line.append('…').toString();
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            line.appendCodePoint(character);
        }
        return line.toString();
    }

    /**
     * Removes what {@link #isUnfit} finds.
     *
     * @param text may be null
     * @return null for null; the same text where nothing is unfit
     */
    public static String text(String text) {
        int unfit = firstUnfit(text);
        if (unfit < 0) {
            return text;
        }
        StringBuilder fit = new StringBuilder(text.length()).append(text, 0, unfit);
        for (int i = unfit; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!isUnfit(character)) {
                fit.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return fit.toString();
    }

    /**
     * The same for a text that is a name, such as an id or a code: in one line, of at most {@value #LONGEST_NAME}
     * characters.
     */
    public static String name(String text) {
        boolean usual = text != null
                && text.length() <= LONGEST_NAME
                && firstUnfit(text) < 0
                && text.chars().noneMatch(Sanitizer::endsLine);
        return usual ? text : oneLine(text, LONGEST_NAME);
    }

    /** Whether a program may begin another line or column there; other control characters are unfit anyway. */
    private static boolean endsLine(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || character == 0x2028
                || character == 0x2029;
    }

    private static int firstUnfit(String text) {
        if (text == null) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                continue;
            }
            int character = text.codePointAt(i);
            if (isUnfit(character)) {
                return i;
            }
            i += Character.charCount(character) - 1;
        }
        return -1;
    }

    /**
     * Cuts a text and changes nothing else.
     *
     * @param text may be null
     * @param length how many characters of it stay, at least 1; one less where a surrogate pair would be split
     * @return null for null; the same text where it is not longer, else its beginning and an ellipsis
     */
    public static String cut(String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }

    /**
     * Whether a character must not be shown: a control character other than white space, a bidirectional control, a
     * broken surrogate, a byte order mark, or one that Unicode will never make a character.
     *
     * @param character a Unicode code point
     */
    public static boolean isUnfit(int character) {
        if (character == '\t' || character == '\n' || character == '\r') {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            case Character.UNASSIGNED -> isNoCharacter(character);
            case Character.FORMAT -> isBidiControl(character) || character == 0xFEFF;
            default -> false;
        };
    }

    /** Only what will never be a character: others that this Java does not know yet may be new letters or emoji. */
    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
    }

    private static boolean isBidiControl(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
