package io.jenkins.plugins.synchronization.wait;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that holds connections, created again when the way to the network changes: connections through the old proxy are
 * not used for anything that begins later, and end when the last user of them is done. Safe for use by several threads.
 *
 * @param <T> what is made
 */
final class PerProxy<T extends AutoCloseable> {

    private final Supplier<?> proxy;
    private final Supplier<T> maker;
    private final Consumer<T> closer;
    private Generation current;
    private boolean closed;

    /**
     * Makes nothing yet.
     *
     * @param proxy gives the current proxy, as anything that equals only itself; may be null
     * @param maker makes the thing for the proxy that there is now
     * @param closer closes it
     */
    PerProxy(Supplier<?> proxy, Supplier<T> maker, Consumer<T> closer) {
        this.proxy = proxy;
        this.maker = maker;
        this.closer = closer;
    }

    private final class Generation {
        private final Object proxyThen;
        private final T thing;
        private int users;

        private Generation(Object proxyThen) {
            this.proxyThen = proxyThen;
            this.thing = maker.get();
        }
    }

    /**
     * Uses the thing.
     *
     * @param use gets the thing and what it has to run, from any thread, once it is done with it
     * @return what the use returns
     */
    <R> R use(Use<T, R> use) {
        Generation generation = lease();
        return use.with(generation.thing, () -> release(generation));
    }

    /** The thing for the proxy that there is now, for what is completed at once. */
    <R> R use(Function<T, R> use) {
        Generation generation = lease();
        try {
            return use.apply(generation.thing);
        } finally {
            release(generation);
        }
    }

    private synchronized Generation lease() {
        Object now = proxy.get();
        if (current == null || (!closed && !Objects.equals(current.proxyThen, now))) {
            Generation old = current;
            current = new Generation(now);
            if (old != null && old.users == 0) {
                closer.accept(old.thing);
            }
            if (closed) {
                closer.accept(current.thing);
            }
        }
        current.users++;
        return current;
    }

    private synchronized void release(Generation generation) {
        generation.users--;
        if (generation != current && generation.users == 0) {
            closer.accept(generation.thing);
        }
    }

    /** Closes the thing at once; later uses get a closed one. */
    synchronized void close() {
        closed = true;
        if (current != null) {
            closer.accept(current.thing);
        }
    }

    /** How the thing is used beyond the call. */
    interface Use<T, R> {
        R with(T thing, Runnable done);
    }
}
