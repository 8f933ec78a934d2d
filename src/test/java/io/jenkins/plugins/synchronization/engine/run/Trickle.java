package io.jenkins.plugins.synchronization.engine.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A body that comes in pieces of a given size. */
final class Trickle extends InputStream {

    private final InputStream body;
    private final int piece;

    Trickle(InputStream body, int piece) {
        this.body = body;
        this.piece = piece;
    }

    static Trickle of(String body, int piece) {
        return new Trickle(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), piece);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = body.read(to, offset, Math.min(length, piece));
        return count;
    }
}
