package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * How a credential of Jenkins becomes one of the engine: looked up on a thread of its own, since a provider may have to
 * ask a vault, and only while the server that it goes to is still there.
 */
final class CredentialLookup {

    private static final Logger LOGGER = Logger.getLogger(CredentialLookup.class.getName());

    private final String credentialsId;
    private final ServerTarget target;

    /** Takes an id, perhaps empty but not null, and the server that the credential is for. */
    CredentialLookup(String credentialsId, ServerTarget target) {
        this.credentialsId = credentialsId;
        this.target = target;
    }

    /** Finds the credential. */
    interface Finder {
        /**
         * Finds it, running as the system.
         *
         * @return a {@link StringCredentials} or a {@link StandardUsernamePasswordCredentials}
         * @throws CredentialException if there is none that may be used, saying why
         */
        StandardCredentials find() throws CredentialException;
    }

    /**
     * Resolves it; never blocks.
     *
     * @param finder finds it
     * @param used is told of it, as Jenkins and as the engine has it, if it is fit to be used
     * @return ends with it, or with {@link CredentialException}
     */
    CompletableFuture<Credential> resolve(Finder finder, BiConsumer<StandardCredentials, Credential> used) {
        CompletableFuture<Credential> answer = new CompletableFuture<>();
        LookupThreads.execute(() -> {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                answer.complete(credential(finder, used));
            } catch (CredentialException refused) {
                answer.completeExceptionally(refused);
            } catch (RuntimeException | LinkageError failed) {
                LOGGER.log(Level.WARNING, failed, () -> "Cannot look up credential " + name() + " for " + target);
                answer.completeExceptionally(new CredentialException(Messages.Credential_ProviderFailed(
                        name(), failed.getClass().getName())));
            }
        });
        return answer;
    }

    private Credential credential(Finder finder, BiConsumer<StandardCredentials, Credential> used)
            throws CredentialException {
        if (credentialsId.isEmpty()) {
            throw new CredentialException(Messages.Credential_NoId());
        }
        if (!SynchronizationConfiguration.get().stillHas(target)) {
            throw new CredentialException(Messages.Credential_ServerGone(name(), target.name()));
        }
        StandardCredentials found = finder.find();
        Credential credential = found instanceof StringCredentials text
                ? bearer(text)
                : client((StandardUsernamePasswordCredentials) found);
        used.accept(found, credential);
        return credential;
    }

    private Credential bearer(StringCredentials text) throws CredentialException {
        try {
            return new Credential.Bearer(AccessToken.of(text.getSecret().getPlainText()));
        } catch (IllegalArgumentException notAToken) {
            throw new CredentialException(Messages.Credential_NotAToken(name(), notAToken.getMessage()));
        }
    }

    private Credential client(StandardUsernamePasswordCredentials client) throws CredentialException {
        String secret = client.getPassword().getPlainText();
        if (client.getUsername().isBlank() || secret.isBlank()) {
            throw new CredentialException(Messages.Credential_NotAClient(name()));
        }
        return new Credential.Client(client.getUsername(), secret, target.tokens());
    }

    /** The credential's id; where it is longer than any id should be, not all of it. */
    String name() {
        return CredentialChoice.shown(credentialsId);
    }
}
