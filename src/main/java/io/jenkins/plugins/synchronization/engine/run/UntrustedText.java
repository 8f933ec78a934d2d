package io.jenkins.plugins.synchronization.engine.run;

/** Text from outside, made fit to be shown: what could steer a terminal or turn a sentence around is removed. */
public final class UntrustedText {

    private UntrustedText() {}

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
