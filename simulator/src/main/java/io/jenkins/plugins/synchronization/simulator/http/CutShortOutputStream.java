package io.jenkins.plugins.synchronization.simulator.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets the first bytes through, then breaks off. */
final class CutShortOutputStream extends FilterOutputStream {

    private long left;

    CutShortOutputStream(OutputStream out, long bytes) {
        super(out);
        left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int allowed = (int) Math.min(left, length);
        out.write(bytes, offset, allowed);
        left -= allowed;
        if (allowed < length) {
            out.flush();
            throw new BrokenOffException();
        }
    }
}
