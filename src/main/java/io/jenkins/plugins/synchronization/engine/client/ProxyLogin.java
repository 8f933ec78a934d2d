package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Sends a proxy its password with care, since many lock an account after a few wrong ones: one call tries it first, and
 * a password that was refused is not sent again for a minute, by any client that is made from the same base. Safe for
 * use by several threads.
 */
public final class ProxyLogin implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";
    private static final long NOT_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_TURN_SECONDS = 60;

    private final Authenticator credentials;
    private final LongSupplier nanoTime;

    /** Held by the thread of the call that tries the password. */
    private final ReentrantLock turn = new ReentrantLock(true);

    private volatile boolean accepted;
    private volatile Long refusedAt;
    private volatile String user;

    /** Takes what answers the proxy with user and password. */
    public ProxyLogin(Authenticator credentials) {
        this(credentials, System::nanoTime);
    }

    ProxyLogin(Authenticator credentials, LongSupplier nanoTime) {
        this.credentials = credentials;
        this.nanoTime = nanoTime;
    }

    /** The same one, if it is one. */
    static ProxyLogin of(Authenticator authenticator) {
        return authenticator instanceof ProxyLogin login ? login : new ProxyLogin(authenticator);
    }

    /** The user that was sent last, or null. */
    String user() {
        return user;
    }

    @Override
    public Request authenticate(Route route, Response challenge) throws IOException {
        if (challenge.request().header(HEADER) != null) {
            accepted = false;
            refusedAt = nanoTime.getAsLong();
            return null;
        }
        Request answer = wasJustRefused() ? null : credentials.authenticate(route, challenge);
        String login = answer == null ? null : answer.header(HEADER);
        if (login == null) {
            return answer;
        }
        if (!accepted && !turn.isHeldByCurrentThread()) {
            awaitTurn();
            if (wasJustRefused()) {
                return null;
            }
        }
        user = userOf(login);
        return answer;
    }

    private void awaitTurn() throws IOException {
        try {
            if (!turn.tryLock(LONGEST_TURN_SECONDS, TimeUnit.SECONDS)) {
                throw new InterruptedIOException("the proxy does not respond to another request");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private boolean wasJustRefused() {
        Long then = refusedAt;
        return then != null && nanoTime.getAsLong() - then < NOT_AGAIN_NANOS;
    }

    /** The calling thread's call has a connection. */
    void connected() {
        if (turn.isHeldByCurrentThread()) {
            accepted = true;
            refusedAt = null;
            release();
        }
    }

    /** The calling thread's call has ended. */
    void release() {
        while (turn.isHeldByCurrentThread()) {
            turn.unlock();
        }
    }

    private static String userOf(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("basic ".length()).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
