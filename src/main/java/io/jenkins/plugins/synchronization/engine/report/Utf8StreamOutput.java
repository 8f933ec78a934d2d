package io.jenkins.plugins.synchronization.engine.report;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Where templates write to: UTF-8 into a stream, a piece at a time, so that a page is never held whole. */
final class Utf8StreamOutput implements TemplateOutput {

    private static final int PIECE = 1 << 14;

    private final OutputStream to;
    private final Utf8Buffer buffer = new Utf8Buffer();

    Utf8StreamOutput(OutputStream to) {
        this.to = to;
    }

    @Override
    public void writeContent(String value) {
        writeContent(value, 0, value.length());
    }

    @Override
    public void writeContent(String value, int beginIndex, int endIndex) {
        buffer.text(value, beginIndex, endIndex);
        flushFullPiece();
    }

    @Override
    public void writeBinaryContent(byte[] value) {
        buffer.bytes(value);
        flushFullPiece();
    }

    /** Writes what is still here to the stream. */
    void flush() throws IOException {
        buffer.moveTo(to);
    }

    /** Writes what is still here, and returns the stream for bytes that are UTF-8 already. */
    OutputStream stream() throws IOException {
        buffer.moveTo(to);
        return to;
    }

    private void flushFullPiece() {
        if (buffer.size() >= PIECE) {
            try {
                buffer.moveTo(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
