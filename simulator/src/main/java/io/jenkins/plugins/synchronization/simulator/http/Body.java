package io.jenkins.plugins.synchronization.simulator.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of a response: written once to the connection, never whole in memory where it is large. */
public interface Body {

    /** No bytes at all. */
    Body EMPTY = of(new byte[0]);

    /** Writes all bytes; leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;

    /** Whether the body is too large to be built in memory: then it goes out chunked, else with its length. */
    default boolean streamed() {
        return false;
    }

    /** A body that is in memory; the bytes are not copied. */
    static Body of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
