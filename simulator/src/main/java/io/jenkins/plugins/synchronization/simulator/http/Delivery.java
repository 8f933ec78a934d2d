package io.jenkins.plugins.synchronization.simulator.http;

import java.time.Duration;

/** How a response is sent: as it should be, or broken on purpose. */
public sealed interface Delivery {

    /** Whole and at once. */
    Delivery WHOLE = new Whole();

    /** Not at all: the connection is reset (TCP RST) before a byte is sent. */
    Delivery RESET = new Reset();

    /** Whole and at once. */
    record Whole() implements Delivery {}

    /** The connection is reset. */
    record Reset() implements Delivery {}

    /**
     * The head promises the whole body, then the connection closes early.
     *
     * @param bytes how many bytes of the body, as encoded, are sent; 0 or more. A shorter body is sent whole.
     */
    record CutShort(long bytes) implements Delivery {}

    /**
     * The whole response is late.
     *
     * @param after the time until its first byte, on the wall clock
     */
    record Late(Duration after) implements Delivery {}

    /**
     * The body trickles.
     *
     * @param lasts the time from the first to the last byte, on the wall clock
     */
    record Slow(Duration lasts) implements Delivery {}
}
