package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import java.util.concurrent.CompletableFuture;

/**
 * A credential from the environment, which cannot change while the program runs.
 *
 * @param credential the token, or the client
 * @param name the variables that it comes from
 */
record EnvironmentCredential(Credential credential, String name) implements CredentialSource {

    @Override
    public CompletableFuture<Credential> resolve() {
        return CompletableFuture.completedFuture(credential);
    }

    @Override
    public boolean isFixed() {
        return true;
    }
}
