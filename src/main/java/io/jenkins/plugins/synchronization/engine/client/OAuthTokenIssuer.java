package io.jenkins.plugins.synchronization.engine.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;

/**
 * Gives out bearer tokens as they are, and gets tokens for OAuth clients by the client-credentials grant (RFC 6749,
 * section 4.4), one request however many need one. A token is stored until 60 s before its end, one that lives less
 * than 120 s for half of its life. An endpoint that fails is not asked again by any wait for 2 s, then 4 s, up to a minute, or
 * as long as its {@code Retry-After} says (up to a day); after a refusal for 30 s, then a minute. Another secret is another
 * client, which is tried at once.
 */
public final class OAuthTokenIssuer implements TokenIssuer {

    private final HttpSettings settings;
    private final InstantSource time;
    private final InstantSource monotonic;
    private final ServerClients clients;
    private final Map<String, ClientToken> tokens = new ConcurrentHashMap<>();

    /**
     * Makes an issuer. The base brings proxy, proxy authentication and trusted certificates, and is neither changed nor
     * closed; the time of day is to read dates in responses with: how old a token is does not depend on it.
     */
    public OAuthTokenIssuer(OkHttpClient base, HttpSettings settings, InstantSource time) {
        this(base, settings, time, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
    }

    OAuthTokenIssuer(OkHttpClient base, HttpSettings settings, InstantSource time, InstantSource monotonic) {
        this.monotonic = monotonic;
        this.clients = new ServerClients(base, settings.withBodyTimeout(Duration.ZERO));
        this.settings = settings;
        this.time = time;
    }

    @Override
    public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
        if (credential instanceof Credential.Bearer bearer) {
            return CompletableFuture.completedFuture(bearer.token());
        }
        Credential.Client client = (Credential.Client) credential;
        if (!tokens.containsKey(client.digest())) {
            // The secret of a client that is not used any more, or was rotated, shall not be in memory for longer.
            tokens.values().removeIf(ClientToken::isIdle);
        }
        return tokens.computeIfAbsent(client.digest(), any -> newToken(client)).get(correlationId);
    }

    private ClientToken newToken(Credential.Client client) {
        return new ClientToken(client, clients.of(client.tokenUrl()), settings, time, monotonic);
    }

    @Override
    public boolean reject(Credential credential, AccessToken rejected) {
        ClientToken token = credential instanceof Credential.Client ? tokens.get(credential.digest()) : null;
        if (token != null) {
            token.reject(rejected);
        }
        return credential instanceof Credential.Client;
    }

    /** Cancels what is under way, closes all connections and forgets all tokens. */
    @Override
    public void close() {
        clients.close();
        tokens.clear();
    }
}
