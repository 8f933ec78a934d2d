package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import java.util.concurrent.CompletableFuture;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * A credential of Jenkins as the builds of a job would find it, to check the content of a form. Callers must check
 * permissions.
 */
public final class ItemCredential implements CredentialSource {

    private final Item item;
    private final String credentialsId;
    private final ServerTarget target;
    private final Authentication asking;

    /**
     * Takes what is needed to look it up; does not do so yet.
     *
     * @param item the job, or the folder that it will be in; null where there is none: what the system may use
     * @param credentialsId its id; null or blank is refused when it is resolved
     * @param target the server that it is for
     */
    public ItemCredential(Item item, String credentialsId, ServerTarget target) {
        this.item = item;
        this.credentialsId = Util.fixNull(credentialsId).trim();
        this.target = target;
        this.asking = Jenkins.getAuthentication2();
    }

    @Override
    public CompletableFuture<Credential> resolve() {
        return new CredentialLookup(credentialsId, target)
                .resolve(
                        () -> CredentialForm.chooseForForm(item, credentialsId, target, asking),
                        (found, credential) -> {
                            if (item != null) {
                                CredentialsProvider.track(item, found);
                            }
                        });
    }

    @Override
    public String name() {
        return CredentialChoice.shown(credentialsId);
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "ItemCredential[" + name() + " for " + (item == null ? "Jenkins" : item.getFullName()) + " at " + target
                + "]";
    }
}
