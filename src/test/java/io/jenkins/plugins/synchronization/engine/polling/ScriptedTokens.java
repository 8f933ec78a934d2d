package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.TokenException;
import io.jenkins.plugins.synchronization.engine.client.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** A token endpoint in virtual time. Keeps a token until it is rejected; a bearer token is what it is. */
final class ScriptedTokens implements TokenIssuer {

    private final Scheduler time;
    private final List<AccessToken> rejected = new ArrayList<>();
    private IntFunction<Object> script = number -> AccessToken.of("issued-" + number);
    private Duration latency = Duration.ZERO;
    private CompletableFuture<AccessToken> current;
    private int requests;
    private boolean closed;

    ScriptedTokens(Scheduler time) {
        this.time = time;
    }

    /** What the endpoint answers, by the number of the request from 1: a token's text, a kind of failure, or null for never. */
    void answer(IntFunction<Object> newScript) {
        script = newScript;
    }

    void takes(Duration newLatency) {
        latency = newLatency;
    }

    /** The token in hand expires. */
    void forget() {
        current = null;
    }

    int requests() {
        return requests;
    }

    List<AccessToken> rejected() {
        return rejected;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<AccessToken> token(Credential credential, String correlationId) {
        if (credential instanceof Credential.Bearer bearer) {
            return CompletableFuture.completedFuture(bearer.token());
        }
        if (current == null || current.isCompletedExceptionally()) {
            current = new CompletableFuture<>();
            CompletableFuture<AccessToken> asked = current;
            Object answer = script.apply(++requests);
            if (answer != null && latency.isZero()) {
                finish(asked, answer);
            } else if (answer != null) {
                time.at(time.monotonic().plus(latency), () -> finish(asked, answer));
            }
        }
        return current;
    }

    private static void finish(CompletableFuture<AccessToken> future, Object answer) {
        if (answer instanceof ApiFailure.Kind kind) {
            finish(future, Answers.failure(kind, null));
        } else if (answer instanceof ApiFailure failure) {
            future.completeExceptionally(new TokenException(failure));
        } else {
            future.complete(answer instanceof AccessToken token ? token : AccessToken.of(answer.toString()));
        }
    }

    @Override
    public boolean reject(Credential credential, AccessToken token) {
        rejected.add(token);
        if (current != null && current.isDone() && token.equals(current.getNow(null))) {
            current = null;
        }
        return credential instanceof Credential.Client;
    }

    @Override
    public void close() {
        closed = true;
    }
}
