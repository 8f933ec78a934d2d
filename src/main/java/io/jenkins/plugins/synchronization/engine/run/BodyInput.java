package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The bytes of a body on their way to the JSON parser: ends bodies that are too large, and leaves out what a text or a name
 * has beyond a limit while it passes, so that the parser never holds the whole of it.
 *
 * <p>Each read begins when the parser has used up all that it got, so what it is inside of is known from where its current
 * token began: one look back at a few bytes for each read. Reads end where many bytes in a row have no quote, since there a
 * text or a name may be too long; where texts are short, this costs a look at every few hundredth byte. The reader says when
 * it asks the parser for a text ({@link #beginText}); whatever else is inside quotes is a name, or a text that is skipped. The
 * limits count bytes in the body, escapes as they are written, so that the cut of a text is at the same place however the
 * bytes come in; the last character is let through whole.
 */
final class BodyInput extends InputStream {

    /** A name is let through to at least this many bytes, and to less than twice as many and a character. */
    static final int MAX_NAME = 256;

    /** What {@link #locateTextsBy} gives before the first token. */
    static final long BEFORE_ANY_TOKEN = 1;

    /** What {@link #locateTextsBy} gives while the current token is a name, which is then complete. */
    static final long BEHIND_NAME = 0;

    /** The longest rest of a character that is half delivered: eleven bytes of two escapes. Broken UTF-8 can have more. */
    private static final int HEADROOM = 16;

    private final InputStream body;
    private final long maxBytes;
    private final int maxTextBytes;
    private LongSupplier textStart = () -> BEFORE_ANY_TOKEN;

    private final byte[] ahead = new byte[HEADROOM + 8192];
    private int lastStart = HEADROOM;
    private int aheadStart = HEADROOM;
    private int aheadEnd = HEADROOM;
    private long taken;
    private long delivered;
    private long leftOut;
    private boolean inText;
    private boolean cut;

    /** About the end of what was delivered. */
    private boolean inString;

    private long stringBegin;
    private boolean escaped;
    private int hexDigits;

    /** The value of the escape that was last, in the upper half that of the surrogate before it; 0 behind another character. */
    private int escape;

    private int withoutQuote;

    /** Reads from a body of at most so many bytes, and lets through at most so many of a text. */
    BodyInput(InputStream body, long maxBytes, int maxTextBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.maxTextBytes = maxTextBytes;
    }

    /** Takes the place of the current token's second byte, a text's first, in bytes that this stream has delivered. */
    void locateTextsBy(LongSupplier text) {
        textStart = text;
    }

    /** From here to {@link #endText} the parser reads on only while it is inside a text value. */
    void beginText() {
        inText = true;
        cut = false;
    }

    /** Returns whether a text was begun and shortened. */
    boolean endText() {
        boolean shortened = inText && cut;
        inText = false;
        return shortened;
    }

    /** How many bytes of texts and names were left out so far. */
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
        followToken();
        boolean insideText = inString && inText;
        long room = inString ? stringBegin + (inText ? maxTextBytes : MAX_NAME) - delivered : Long.MAX_VALUE;
        if (room <= 0) {
            skipToClosingQuote();
            insideText = false;
        }
        if (aheadStart == aheadEnd && !fill()) {
            return -1;
        }
        int most = Math.min(length, aheadEnd - aheadStart);
        int end = endOfRead(aheadStart + (insideText ? (int) Math.min(most, room) : most), insideText);
        int count = end - aheadStart;
        System.arraycopy(ahead, aheadStart, to, offset, count);
        lastStart = aheadStart;
        aheadStart = end;
        delivered += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Whether what was delivered last, all of which the parser has used up, ends inside quotes. */
    private void followToken() {
        long token = textStart.getAsLong() - 1;
        long chunkStart = delivered - (aheadStart - lastStart);
        int from = lastStart;
        if (token < 0) {
            inString = false;
            from = aheadStart;
        } else if (token >= chunkStart) {
            inString = false;
            from = lastStart + (int) (token - chunkStart);
        }
        for (int i = from; i < aheadStart; i++) {
            byte next = ahead[i];
            if (!inString && next == '"') {
                inString = true;
                stringBegin = chunkStart + (i - lastStart) + 1;
                escaped = false;
                hexDigits = 0;
                escape = 0;
            } else if (inString && next == '"' && !escaped) {
                inString = false;
            } else if (inString) {
                step(next);
            }
        }
        lastStart = aheadStart;
    }

    private void step(byte next) {
        if (escaped) {
            escaped = false;
            hexDigits = next == 'u' ? 4 : 0;
            escape = next == 'u' ? escape : 0;
        } else if (hexDigits > 0) {
            hexDigits--;
            escape = escape << 4 | Character.digit(next, 16);
        } else {
            escaped = next == '\\';
            escape = isFirstOfPair() && escaped ? escape : 0;
        }
    }

    /**
     * The end of the bytes to deliver: {@code end}, or where as many as a name may have in a row have no quote. The rest of a
     * text that the parser is asked for is no name.
     */
    private int endOfRead(int end, boolean insideText) {
        int begin = insideText ? endOfText(end) : aheadStart - withoutQuote;
        for (int probe = begin + MAX_NAME; probe < end; probe = begin + MAX_NAME) {
            int quote = lastQuote(Math.max(begin, aheadStart), probe);
            if (quote < 0) {
                withoutQuote = 0;
                return Math.max(probe, aheadStart + 1);
            }
            begin = quote + 1;
        }
        int quote = lastQuote(Math.max(begin, aheadStart), end - 1);
        withoutQuote = end - (quote < 0 ? begin : quote + 1);
        return end;
    }

    private int endOfText(int end) {
        int at = aheadStart;
        while (at < end && ahead[at] != '"') {
            at++;
        }
        return at;
    }

    /** One behind a backslash does not count: it may be part of a name. Where it is not, this costs one more read. */
    private int lastQuote(int from, int to) {
        int at = to;
        while (at >= from && (ahead[at] != '"' || ahead[at - 1] == '\\')) {
            at--;
        }
        return at < from ? -1 : at;
    }

    private boolean fill() throws IOException {
        ahead[HEADROOM - 1] = ahead[aheadEnd - 1];
        int count = body.read(ahead, HEADROOM, ahead.length - HEADROOM);
        if (count < 0) {
            return false;
        }
        lastStart = HEADROOM;
        aheadStart = HEADROOM;
        aheadEnd = HEADROOM + count;
        taken += count;
        if (taken > maxBytes) {
            throw new NotARunException(
                    NotARunException.Reason.TOO_LARGE,
                    new ReasonText("response.size", maxBytes >> 20),
                    new ReasonText("place.byte", maxBytes));
        }
        return true;
    }

    /** Lets the parser have the rest of a character that is half delivered, then the closing quote and what follows. */
    private void skipToClosingQuote() throws IOException {
        boolean escapedBefore = escaped;
        int hexDigitsBefore = hexDigits;
        int escapeBefore = escape;
        byte[] rest = new byte[HEADROOM - 1];
        int kept = 0;
        for (byte next = peek(); isUnfinishedBefore(next) && kept < rest.length; next = peek()) {
            rest[kept++] = next;
            aheadStart++;
            step(next);
        }
        leaveOutToQuote();
        aheadStart -= kept;
        System.arraycopy(rest, 0, ahead, aheadStart, kept);
        lastStart = aheadStart;
        escaped = escapedBefore;
        hexDigits = hexDigitsBefore;
        escape = escapeBefore;
        withoutQuote = 0;
    }

    private void leaveOutToQuote() throws IOException {
        while (escaped || peek() != '"') {
            int at = aheadStart;
            while (at < aheadEnd && (escaped || ahead[at] != '"')) {
                escaped = !escaped && ahead[at] == '\\';
                at++;
            }
            cut |= at > aheadStart;
            leftOut += at - aheadStart;
            aheadStart = at;
            if (escaped) {
                peek();
            }
        }
    }

    private boolean isUnfinishedBefore(byte next) {
        return escaped || hexDigits > 0 || next == '\\' && isFirstOfPair() || (next & 0xC0) == 0x80;
    }

    /** Parsers reject the first half of a surrogate pair without the second. */
    private boolean isFirstOfPair() {
        return escape >>> 16 == 0 && Character.isHighSurrogate((char) escape);
    }

    private byte peek() throws IOException {
        while (aheadStart == aheadEnd) {
            if (!fill()) {
                throw new NotARunException(
                        NotARunException.Reason.NOT_JSON,
                        new ReasonText("response.cut"),
                        new ReasonText("place.byte", taken));
            }
        }
        return ahead[aheadStart];
    }
}
