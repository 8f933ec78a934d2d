package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.Credential;
import java.util.concurrent.CompletableFuture;

/** Where the credential of a wait comes from. It is asked again from time to time, so that rotation works. */
public interface CredentialSource {

    /**
     * Resolves the credential as it is now.
     *
     * @return ends with the credential, or with {@link CredentialException}; never null. Where resolving may be slow it
     *     has to happen on a thread of the source's own: this is called on the watcher's.
     */
    CompletableFuture<Credential> resolve();

    /** How people know the credential, for messages: its id, or the place that it is read from; never the secret. */
    String name();
}
