package io.jenkins.plugins.synchronization.simulator.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Spreads a body of known length evenly over a time, in slices. */
final class SlowOutputStream extends FilterOutputStream {

    private static final int SLICES = 20;

    private final long sliceBytes;
    private final Duration pause;
    private final Pauses pauses;
    private long leftInSlice;

    SlowOutputStream(OutputStream out, long length, Duration lasts, Pauses pauses) {
        super(out);
        this.sliceBytes = Math.max(1, length / SLICES);
        this.pause = lasts.dividedBy(Math.max(1, Math.min(SLICES, length - 1)));
        this.pauses = pauses;
        this.leftInSlice = 1;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (leftInSlice == 0) {
                out.flush();
                pauses.pause(pause);
                leftInSlice = sliceBytes;
            }
            int slice = (int) Math.min(leftInSlice, end - from);
            out.write(bytes, from, slice);
            from += slice;
            leftInSlice -= slice;
        }
    }

    /** Waits on the wall clock; ends early when the server closes. */
    interface Pauses {

        /** Waits; throws an exception where the server closed meanwhile. */
        void pause(Duration time) throws IOException;
    }
}
