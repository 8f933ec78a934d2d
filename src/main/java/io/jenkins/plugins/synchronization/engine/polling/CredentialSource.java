package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.Credential;
import java.time.Duration;
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

    /** Whether it is a file, and not one of Jenkins' credentials. */
    default boolean isFile() {
        return false;
    }

    /** Whether it is the same each time, so that there is no use in resolving it again when it was refused. */
    default boolean isFixed() {
        return false;
    }

    /**
     * How long a wait that has had no run yet looks for another credential after it was refused one, or could not resolve
     * it. Once it had a run, that is a minute: what is renewed in place may be late, or half written.
     */
    default Duration patience() {
        return Duration.ZERO;
    }
}
