package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.SystemProperties;
import jenkins.util.Timer;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jvnet.localizer.LocaleProvider;

/**
 * How a credential of Jenkins becomes one of the engine: looked up on a thread that may block, since a provider may have to
 * request it from a vault, for a limited time, and only while the server that it goes to is still configured.
 */
final class CredentialLookup {

    /** How many providers may be slow or hang before lookups have to queue, for the time limit at most. */
    private static final int MOST_AT_ONCE = 100;

    private static final int TIME_LIMIT_SECONDS = 60;
    private static final Logger LOGGER = Logger.getLogger(CredentialLookup.class.getName());
    private static final ExecutorService THREADS =
            ElasticThreads.upTo(MOST_AT_ONCE, "itwin-synchronization-credentials");

    private final String credentialsId;
    private final ServerTarget target;

    /** Takes an ID, perhaps empty, and the server that the credential is for. */
    CredentialLookup(@NonNull String credentialsId, @NonNull ServerTarget target) {
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
     * Resolves it; never blocks. The provider is interrupted after the time limit, and if the result is canceled.
     *
     * @param finder finds it
     * @param used gets it, as Jenkins and as the engine has it, if it can be used
     * @return ends with it, or with {@link CredentialException}
     */
    CompletableFuture<Credential> resolve(Finder finder, BiConsumer<StandardCredentials, Credential> used) {
        CompletableFuture<Credential> result = new CompletableFuture<>();
        try {
            Future<?> lookup = THREADS.submit(() -> complete(result, finder, used));
            int seconds = timeLimitSeconds();
            Future<?> limit = Timer.get()
                    .schedule(
                            () -> result.completeExceptionally(
                                    new CredentialException(Messages.Credential_TooSlow(name(), seconds))),
                            seconds,
                            TimeUnit.SECONDS);
            result.whenComplete((credential, failure) -> {
                limit.cancel(false);
                if (failure != null) {
                    lookup.cancel(true);
                }
            });
        } catch (Throwable noThread) {
            result.completeExceptionally(providerFailed(noThread));
        }
        return result;
    }

    /** How long a provider may take; the property is for installations whose vault is slower than that. */
    private static int timeLimitSeconds() {
        return SystemProperties.getInteger(CredentialLookup.class.getName() + ".timeLimitSeconds", TIME_LIMIT_SECONDS);
    }

    private void complete(
            CompletableFuture<Credential> result, Finder finder, BiConsumer<StandardCredentials, Credential> used) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(credential(finder, used));
        } catch (CredentialException refused) {
            result.completeExceptionally(refused);
        } catch (Throwable failed) {
            result.completeExceptionally(providerFailed(failed));
        }
    }

    private CredentialException providerFailed(Throwable failed) {
        Throwable shown = CredentialException.forLog(failed);
        LOGGER.log(Level.WARNING, shown, () -> "Cannot look up credentials " + name() + " for " + target);
        return new CredentialException(
                Messages.Credential_ProviderFailed(name(), failed.getClass().getName()));
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
        } catch (UnusableTextException notAToken) {
            throw new CredentialException(
                    Messages.Credential_NotAToken(name(), notAToken.in(LocaleProvider.getLocale())));
        }
    }

    private Credential client(StandardUsernamePasswordCredentials client) throws CredentialException {
        String secret = client.getPassword().getPlainText();
        if (client.getUsername().isBlank() || secret.isBlank()) {
            throw new CredentialException(Messages.Credential_NotAClient(name()));
        }
        return new Credential.Client(client.getUsername(), secret, target.tokens());
    }

    /** The credential's ID; if it is longer than any ID should be, only its beginning. */
    private String name() {
        return CredentialChoice.shown(credentialsId);
    }
}
