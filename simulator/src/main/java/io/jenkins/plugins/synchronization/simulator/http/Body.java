package io.jenkins.plugins.synchronization.simulator.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a response: written once to the connection, never whole in memory where it is large. */
public interface Body {

    /** No bytes at all. */
    Body EMPTY = of(new byte[0]);

    /**
     * Writes all bytes; leaves the stream open.
     *
     * @param out where to write
     * @throws IOException where the stream does not take them
     */
    void writeTo(OutputStream out) throws IOException;

    /**
     * Whether the body is too large to be built in memory: then it goes out chunked, else with its length.
     *
     * @return true to stream it
     */
    boolean streamed();

    /**
     * A body that is in memory.
     *
     * @param bytes the bytes, not copied
     * @return the body
     */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            @Override
            public boolean streamed() {
                return false;
            }
        };
    }
}
