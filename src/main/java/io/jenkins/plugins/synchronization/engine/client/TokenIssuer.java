package io.jenkins.plugins.synchronization.engine.client;

import java.util.concurrent.CompletableFuture;

/** Turns credentials into tokens. */
public interface TokenIssuer extends AutoCloseable {

    /**
     * A token for a credential: at once where one is at hand.
     *
     * @param correlationId for a request that this may cause
     * @return ends with a token, or with {@link TokenException}
     */
    CompletableFuture<AccessToken> token(Credential credential, String correlationId);

    /**
     * The API did not accept a token: it is not given out again, where another can be had.
     *
     * @return whether the next one may be another; false for a bearer token, which is what it is
     */
    boolean reject(Credential credential, AccessToken rejected);

    /** Ends what is under way and forgets all tokens. Connections and threads are given back. */
    @Override
    void close();
}
