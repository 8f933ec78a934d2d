package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** A credential source whose answers a test decides. */
final class ScriptedSource implements CredentialSource {

    private IntFunction<CompletableFuture<Credential>> script;
    private int resolved;
    private boolean fixed;
    private Duration patience = Duration.ZERO;

    private ScriptedSource(IntFunction<CompletableFuture<Credential>> script) {
        this.script = script;
    }

    /** Gives the answer for the number of the question, from 1. */
    static ScriptedSource of(IntFunction<CompletableFuture<Credential>> script) {
        return new ScriptedSource(script);
    }

    static ScriptedSource bearer(String token) {
        return of(any -> CompletableFuture.completedFuture(bearerOf(token)));
    }

    static ScriptedSource client(String secret) {
        return of(any -> CompletableFuture.completedFuture(
                new Credential.Client("service-1", secret, ServerUrl.PRODUCTION_TOKENS)));
    }

    static Credential bearerOf(String token) {
        return new Credential.Bearer(AccessToken.of(token));
    }

    void answer(IntFunction<CompletableFuture<Credential>> newScript) {
        script = newScript;
    }

    /** The same each time. */
    ScriptedSource fixed() {
        fixed = true;
        return this;
    }

    ScriptedSource patient(Duration newPatience) {
        patience = newPatience;
        return this;
    }

    @Override
    public boolean isFixed() {
        return fixed;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    /** How often it was asked. */
    int resolved() {
        return resolved;
    }

    @Override
    public CompletableFuture<Credential> resolve() {
        return script.apply(++resolved);
    }

    @Override
    public String name() {
        return "itwin-credential";
    }
}
