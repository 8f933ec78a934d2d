package io.jenkins.plugins.synchronization.simulator.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The chunked transfer coding (RFC 9112, section 7.1): each write is a chunk; {@link #finish} ends the body. */
final class ChunkedOutputStream extends FilterOutputStream {

    ChunkedOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            ascii(Integer.toHexString(length) + "\r\n");
            out.write(bytes, offset, length);
            ascii("\r\n");
        }
    }

    void finish() throws IOException {
        ascii("0\r\n\r\n");
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
