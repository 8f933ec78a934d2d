package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.run.UntrustedText;

/** Untrusted text made fit for a page or a table, with its line breaks. It is still plain text, to be escaped. */
public final class FitText {

    private FitText() {}

    /**
     * Removes what {@link UntrustedText#isUnfit} finds.
     *
     * @param text may be null
     * @return null for null; the same text where nothing is unfit
     */
    public static String of(String text) {
        int unfit = firstUnfit(text);
        if (unfit < 0) {
            return text;
        }
        StringBuilder fit = new StringBuilder(text.length()).append(text, 0, unfit);
        for (int i = unfit; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!UntrustedText.isUnfit(character)) {
                fit.appendCodePoint(character);
            }
            i += Character.charCount(character);
        }
        return fit.toString();
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
            if (UntrustedText.isUnfit(character)) {
                return i;
            }
            i += Character.charCount(character) - 1;
        }
        return -1;
    }
}
