package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a body on their way to the JSON parser: ends bodies that are too large, and shortens a text value that is
 * longer than a limit while it passes, so that the parser never holds it whole.
 *
 * <p>Shortening costs nothing where texts are short. The reader says when it asks the parser for a text
 * ({@link #beginText}); as long as the parser then wants more bytes, all that it got since lies inside that text, so
 * beyond the limit the rest up to the closing quote can be left out.
 */
final class BodyInput extends InputStream {

    private static final int HEADROOM = 16;

    private final InputStream body;
    private final long maxBytes;
    private final int maxTextBytes;
    private final byte[] ahead = new byte[HEADROOM + 8192];

    private int aheadStart;
    private int aheadEnd;
    private long bytes;
    private boolean inText;
    private long textBytes;
    private boolean cut;
    private boolean escaped;
    private int hexDigits;

    BodyInput(InputStream body, long maxBytes, int maxTextBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.maxTextBytes = maxTextBytes;
    }

    /** From here to {@link #endText} the parser reads on only while it is inside a text value. */
    void beginText() {
        inText = true;
        textBytes = 0;
        hexDigits = 0;
        cut = false;
    }

    /** Returns whether the text was shortened. */
    boolean endText() {
        inText = false;
        return cut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (inText && textBytes >= maxTextBytes) {
            skipToClosingQuote();
            textBytes = 0;
        }
        int count = take(to, offset, length);
        if (count > 0) {
            if (inText) {
                followText(to, offset, count);
            } else {
                followEscape(to, offset, count);
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        body.close();
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
            bytes += count;
            if (bytes > maxBytes) {
                throw new NotARunException(
                        NotARunException.Reason.TOO_LARGE,
                        "The body is larger than " + (maxBytes >> 20) + " MiB",
                        "byte " + maxBytes);
            }
        }
        return count;
    }

    /** Whether the bytes so far end in an unfinished escape: an odd number of backslashes. */
    private void followEscape(byte[] from, int offset, int count) {
        int backslashes = 0;
        while (backslashes < count && from[offset + count - 1 - backslashes] == '\\') {
            backslashes++;
        }
        boolean odd = (backslashes & 1) == 1;
        escaped = backslashes == count ? odd ^ escaped : odd;
    }

    private void followText(byte[] from, int offset, int count) {
        textBytes += count;
        for (int i = 0; i < count; i++) {
            step(from[offset + i]);
        }
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
        cut = true;
        byte[] rest = new byte[HEADROOM];
        int kept = 0;
        while (true) {
            byte next = peek();
            boolean unfinished = escaped || hexDigits > 0 || (next & 0xC0) == 0x80;
            if (!unfinished || kept == HEADROOM) {
                break;
            }
            rest[kept++] = next;
            aheadStart++;
            step(next);
        }
        while (escaped || peek() != '"') {
            step(peek());
            aheadStart++;
        }
        aheadStart -= kept;
        System.arraycopy(rest, 0, ahead, aheadStart, kept);
    }

    private byte peek() throws IOException {
        if (aheadStart == aheadEnd) {
            int count = takeFromBody(ahead, HEADROOM, ahead.length - HEADROOM);
            if (count < 0) {
                throw new NotARunException(
                        NotARunException.Reason.NOT_JSON, "The body ends inside a text", "byte " + bytes);
            }
            aheadStart = HEADROOM;
            aheadEnd = HEADROOM + count;
        }
        return ahead[aheadStart];
    }
}
