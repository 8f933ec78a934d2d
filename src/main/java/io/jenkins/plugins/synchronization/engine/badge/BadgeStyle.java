package io.jenkins.plugins.synchronization.engine.badge;

/** The shapes that a badge comes in. Colours and words are the same in all. */
public enum BadgeStyle {
    /** Rounded corners. */
    FLAT("flat", 3),
    /** Square corners. */
    FLAT_SQUARE("flat-square", 0);

    private final String text;
    private final int radius;

    BadgeStyle(String text, int radius) {
        this.text = text;
        this.radius = radius;
    }

    /** The style of a name, such as {@code flat-square}; flat where there is none of this name, null included. */
    public static BadgeStyle of(String text) {
        for (BadgeStyle style : values()) {
            if (style.text.equals(text)) {
                return style;
            }
        }
        return FLAT;
    }

    /** The name, as other badges on a page have it. */
    public String text() {
        return text;
    }

    /** How round the corners are, in pixels. */
    int radius() {
        return radius;
    }
}
