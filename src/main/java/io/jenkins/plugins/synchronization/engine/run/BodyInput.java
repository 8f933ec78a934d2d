package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The bytes of a body on their way to the JSON parser: ends bodies that are too large, and leaves out what a text has
 * beyond a limit while it passes, so that the parser never holds the whole of it.
 *
 * <p>Shortening costs nothing where texts are short. The reader says when it asks the parser for a text
 * ({@link #beginText}); as long as the parser then wants more bytes, all that it got since lies inside that text. The
 * limit counts the text's bytes in the body, escapes as they are written, so that the cut is at the same place however
 * the bytes come in; the last character is let through whole.
 */
final class BodyInput extends InputStream {

    /** The longest rest of a character that is half delivered: five bytes of an escape. Broken UTF-8 can have more. */
    private static final int HEADROOM = 16;

    private final InputStream body;
    private final long maxBytes;
    private final int maxTextBytes;
    private final byte[] ahead = new byte[HEADROOM + 8192];

    private LongSupplier textStart;
    private int aheadStart;
    private int aheadEnd;
    private long taken;
    private long delivered;
    private boolean inText;
    private long textBytes;
    private long limit;
    private long leftOut;
    private boolean skipped;
    private boolean cut;
    private boolean escaped;
    private int hexDigits;

    /**
     * Reads from a body.
     *
     * @param maxBytes the most bytes the body may have
     * @param maxTextBytes the most bytes of a text that are let through, more than twice as many as the parser asks for
     *     at once
     */
    BodyInput(InputStream body, long maxBytes, int maxTextBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.maxTextBytes = maxTextBytes;
    }

    /** Takes what tells the place of the current text's first byte, in bytes that this stream has delivered. */
    void locateTextsBy(LongSupplier textStart) {
        this.textStart = textStart;
    }

    /** From here to {@link #endText} the parser reads on only while it is inside a text value. */
    void beginText() {
        inText = true;
        textBytes = 0;
        hexDigits = 0;
        limit = Long.MAX_VALUE;
        skipped = false;
        cut = false;
    }

    /** Returns whether a text was begun and shortened. */
    boolean endText() {
        boolean shortened = inText && cut;
        inText = false;
        return shortened;
    }

    /** How many bytes of texts were left out so far. */
    long leftOut() {
        return leftOut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = inText && !skipped ? readText(to, offset, length) : readOn(to, offset, length);
        delivered += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private int readOn(byte[] to, int offset, int length) throws IOException {
        int count = take(to, offset, length);
        if (count > 0) {
            followEscape(to, offset, count);
        }
        return count;
    }

    private int readText(byte[] to, int offset, int length) throws IOException {
        if (limit == Long.MAX_VALUE && textBytes > maxTextBytes / 2) {
            limit = textStart.getAsLong() + maxTextBytes;
        }
        if (delivered >= limit) {
            skipToClosingQuote();
            return readOn(to, offset, length);
        }
        int count = take(to, offset, (int) Math.min(length, limit - delivered));
        if (count > 0) {
            textBytes += count;
            for (int i = 0; i < count; i++) {
                step(to[offset + i]);
            }
        }
        return count;
    }

    private int take(byte[] to, int offset, int length) throws IOException {
        if (aheadStart < aheadEnd) {
            int count = Math.min(length, aheadEnd - aheadStart);
            System.arraycopy(ahead, aheadStart, to, offset, count);
            aheadStart += count;
            return count;
        }
        return takeFromBody(to, offset, length);
    }

    private int takeFromBody(byte[] to, int offset, int length) throws IOException {
        int count = body.read(to, offset, length);
        if (count > 0) {
            taken += count;
            if (taken > maxBytes) {
                throw new NotARunException(
                        NotARunException.Reason.TOO_LARGE,
                        "The body is larger than " + (maxBytes >> 20) + " MiB",
                        "byte " + maxBytes);
            }
        }
        return count;
    }

    /** Whether these bytes end in an unfinished escape: an odd number of backslashes. A text begins behind a quote among them. */
    private void followEscape(byte[] from, int offset, int count) {
        int backslashes = 0;
        while (backslashes < count && from[offset + count - 1 - backslashes] == '\\') {
            backslashes++;
        }
        escaped = (backslashes & 1) == 1;
    }

    private void step(byte next) {
        if (escaped) {
            escaped = false;
            hexDigits = next == 'u' ? 4 : 0;
        } else if (hexDigits > 0) {
            hexDigits--;
        } else {
            escaped = next == '\\';
        }
    }

    /** Lets the parser have the rest of a character that is half delivered, then the closing quote and what follows. */
    private void skipToClosingQuote() throws IOException {
        byte[] rest = new byte[HEADROOM];
        int kept = 0;
        for (byte next = peek(); isUnfinishedBefore(next) && kept < HEADROOM; next = peek()) {
            rest[kept++] = next;
            aheadStart++;
            step(next);
        }
        for (byte next = peek(); escaped || next != '"'; next = peek()) {
            step(next);
            aheadStart++;
            leftOut++;
            cut = true;
        }
        aheadStart -= kept;
        System.arraycopy(rest, 0, ahead, aheadStart, kept);
        skipped = true;
    }

    private boolean isUnfinishedBefore(byte next) {
        return escaped || hexDigits > 0 || (next & 0xC0) == 0x80;
    }

    private byte peek() throws IOException {
        while (aheadStart == aheadEnd) {
            int count = takeFromBody(ahead, HEADROOM, ahead.length - HEADROOM);
            if (count < 0) {
                throw new NotARunException(
                        NotARunException.Reason.NOT_JSON, "The body ends inside a text", "byte " + taken);
            }
            aheadStart = HEADROOM;
            aheadEnd = HEADROOM + count;
        }
        return ahead[aheadStart];
    }
}
