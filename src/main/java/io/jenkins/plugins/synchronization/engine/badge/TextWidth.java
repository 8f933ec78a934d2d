package io.jenkins.plugins.synchronization.engine.badge;

/**
 * How wide a text is in Verdana or DejaVu Sans at 11 pixels. The table has the advances of DejaVu Sans; where a reader's
 * font differs, the picture's {@code textLength} stretches the text to the measured width.
 */
final class TextWidth {

    private static final int FIRST = ' ';

    /** Tenths of a pixel, from the space to the tilde. */
    private static final int[] ASCII = {
        35, 44, 51, 92, 70, 105, 86, 30, 43, 43, 55, 92, 35, 40, 35, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 37, 37,
        92, 92, 92, 58, 110, 75, 75, 77, 85, 70, 63, 85, 83, 32, 32, 72, 61, 95, 82, 87, 66, 87, 76, 70, 67, 81, 75,
        109, 75, 67, 75, 43, 37, 43, 92, 55, 55, 67, 70, 60, 70, 68, 39, 70, 70, 31, 31, 64, 31, 107, 70, 67, 70, 70,
        45, 57, 43, 70, 65, 90, 65, 65, 58, 70, 37, 70, 92
    };

    private static final int OTHER_LETTER = 80;
    private static final int SYMBOL = 100;
    private static final int WIDE = 115;

    private TextWidth() {}

    /** The width in whole pixels, rounded up. */
    static int of(String text) {
        int tenths = text.codePoints().map(TextWidth::tenths).sum();
        return (tenths + 9) / 10;
    }

    private static int tenths(int character) {
        if (character >= FIRST && character < FIRST + ASCII.length) {
            return ASCII[character - FIRST];
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL -> isWide(character) ? WIDE : SYMBOL;
            default -> isWide(character) ? WIDE : OTHER_LETTER;
        };
    }

    /** The blocks of full-width letters, the ideographs and the emoji: one em and a little. */
    private static boolean isWide(int character) {
        return (character >= 0x1100 && character <= 0x115F)
                || (character >= 0x2E80 && character <= 0xA4CF)
                || (character >= 0xAC00 && character <= 0xD7A3)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0xFE30 && character <= 0xFE6F)
                || (character >= 0xFF00 && character <= 0xFF60)
                || character >= 0x1F000;
    }
}
