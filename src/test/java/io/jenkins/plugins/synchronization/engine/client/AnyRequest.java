package io.jenkins.plugins.synchronization.engine.client;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;

/** The two requests of the engine, for a run and for a token: both take the same way to the network. */
enum AnyRequest {
    RUN {
        @Override
        MockResponse success() {
            return new MockResponse().setBody(LoopbackApi.EXECUTING);
        }

        @Override
        Client client(OkHttpClient base, HttpSettings settings, String server) {
            RunClient client = new RunClient(base, settings, () -> LoopbackApi.NOW);
            RunAddress address = new RunAddress(ServerUrl.parse(server), ConnectionType.MANIFEST, "c", "r");
            return new Client(client::close, () -> {
                CompletableFuture<RunAnswer> answer = new CompletableFuture<>();
                client.get(address, LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, answer::complete);
                return LoopbackApi.join(answer) instanceof RunAnswer.Failed failed
                        ? Optional.of(failed.failure())
                        : Optional.empty();
            });
        }
    },
    TOKEN {
        @Override
        MockResponse success() {
            return new MockResponse().setBody("{\"access_token\":\"issued\",\"expires_in\":0}");
        }

        @Override
        Client client(OkHttpClient base, HttpSettings settings, String server) {
            // An hour later each time: past every pause after a failure.
            AtomicLong hours = new AtomicLong();
            OAuthTokenIssuer issuer = new OAuthTokenIssuer(
                    base,
                    settings,
                    () -> LoopbackApi.NOW,
                    () -> Instant.EPOCH.plusSeconds(3600 * hours.incrementAndGet()));
            Credential client = new Credential.Client("id", "secret", ServerUrl.parse(server));
            return new Client(issuer::close, () -> {
                try {
                    LoopbackApi.join(issuer.token(client, LoopbackApi.CORRELATION_ID));
                    return Optional.empty();
                } catch (CompletionException failed) {
                    return Optional.of(((TokenException) failed.getCause()).failure());
                }
            });
        }
    };

    interface Sending {
        Optional<ApiFailure> send();
    }

    /** Sends requests, each when it is told to. */
    record Client(Runnable closing, Sending sending) implements AutoCloseable {
        /** Sends one request; returns why it failed, or nothing. */
        Optional<ApiFailure> send() {
            return sending.send();
        }

        ApiFailure failure() {
            return send().orElseThrow();
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    /** What a server responds with if all is well. */
    abstract MockResponse success();

    /** A client for a server, to be closed. */
    abstract Client client(OkHttpClient base, HttpSettings settings, String server);

    /** The kind of failure where the server is unreachable. */
    ApiFailure.Kind unreachable() {
        return this == RUN ? ApiFailure.Kind.UNREACHABLE : ApiFailure.Kind.TOKEN_UNAVAILABLE;
    }
}
