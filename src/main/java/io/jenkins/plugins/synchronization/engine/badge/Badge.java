package io.jenkins.plugins.synchronization.engine.badge;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;

/**
 * The outcome of a run as a small picture in two parts, label and message, as badges are: SVG 1.1, UTF-8, with no
 * script, style or reference to anything outside. The same input always gives the same picture.
 */
public final class Badge {

    private static final int MAX_LABEL = 60;
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    private static final String LABEL_COLOUR = "#454b52";
    private static final String FONT = "Verdana,&quot;DejaVu Sans&quot;,Geneva,sans-serif";

    private Badge() {}

    /** Draws a badge of the style {@link BadgeStyle#FLAT}. */
    public static String svg(String label, Presentation message) {
        return svg(label, message, BadgeStyle.FLAT);
    }

    /**
     * Draws a badge.
     *
     * @param label what it is about, untrusted text; made one line of at most 60 characters; null and blank leave the
     *     left part out
     * @param message the outcome, not null
     * @param style its shape, not null
     * @return a whole SVG document without an XML declaration, never null
     */
    public static String svg(String label, Presentation message, BadgeStyle style) {
        String left = label == null ? "" : Sanitizer.oneLine(label, MAX_LABEL);
        String right = message.symbol() + " " + message.word();
        String all = left.isEmpty() ? message.word() : left + ": " + message.word();
        int leftText = TextWidth.of(left);
        int rightText = TextWidth.of(right);
        int leftWidth = left.isEmpty() ? 0 : leftText + 2 * PADDING;
        int rightWidth = rightText + 2 * PADDING;
        int width = leftWidth + rightWidth;

        StringBuilder svg = new StringBuilder(1200);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
        svg.append("\" height=\"").append(HEIGHT).append("\" viewBox=\"0 0 ").append(width);
        svg.append(' ').append(HEIGHT).append("\" role=\"img\" aria-label=\"").append(XmlText.escape(all));
        svg.append("\"><title>").append(XmlText.escape(all)).append("</title>");
        svg.append("<rect width=\"")
                .append(width)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\" rx=\"")
                .append(style.radius())
                .append("\" fill=\"");
        svg.append(message.kind().background()).append("\"/>");
        if (leftWidth > 0) {
            // No clip path: its id would clash where two badges stand in one page.
            svg.append("<path fill=\"")
                    .append(LABEL_COLOUR)
                    .append("\" d=\"")
                    .append(leftPart(leftWidth, style.radius()))
                    .append("\"/>");
        }
        svg.append("<g fill=\"#fff\" font-family=\"").append(FONT).append("\" font-size=\"11\">");
        if (leftWidth > 0) {
            text(svg, PADDING, leftText, left);
        }
        text(svg, leftWidth + PADDING, rightText, right);
        return svg.append("</g></svg>").toString();
    }

    /** The area behind the label: round on the left only. */
    private static String leftPart(int width, int radius) {
        if (radius == 0) {
            return "M0 0H" + width + "V" + HEIGHT + "H0z";
        }
        String corner = "a" + radius + " " + radius + " 0 0 1 ";
        return "M" + radius + " 0H" + width + "v" + HEIGHT + "H" + radius + corner + "-" + radius + "-" + radius + "V"
                + radius + corner + radius + "-" + radius + "z";
    }

    private static void text(StringBuilder svg, int x, int width, String text) {
        svg.append("<text x=\"").append(x).append("\" y=\"14\" textLength=\"").append(width);
        svg.append("\" lengthAdjust=\"spacingAndGlyphs\">")
                .append(XmlText.escape(text))
                .append("</text>");
    }
}
