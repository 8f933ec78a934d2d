package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;
import hudson.model.Fingerprint;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A credential of Jenkins, looked up by its id in the scope of a build: in the folders of its job, in the system, or
 * where the user whom the build runs as may use it. It is looked up each time that it is resolved, so that rotation
 * works, and goes nowhere but to the server's own URLs.
 */
public final class BuildCredential implements CredentialSource {

    private static final Logger LOGGER = Logger.getLogger(BuildCredential.class.getName());

    private static final Object TRACKING = new Object();

    private final Run<?, ?> build;
    private final String credentialsId;
    private final ServerTarget target;
    private final AtomicReference<String> tracked = new AtomicReference<>();
    private volatile CompletableFuture<Credential> lookup;

    /**
     * Takes what is needed to look it up; does not do so yet.
     *
     * @param build whose scope it is looked up in, and whose use of it is tracked
     * @param credentialsId its id, or {@code ${NAME}} for a credentials parameter; null or blank is refused when it is
     *     resolved
     * @param target the server that it is for
     */
    public BuildCredential(Run<?, ?> build, String credentialsId, ServerTarget target) {
        this.build = build;
        this.credentialsId = Util.fixNull(credentialsId).trim();
        this.target = target;
    }

    @Override
    public CompletableFuture<Credential> resolve() {
        CompletableFuture<Credential> started =
                new CredentialLookup(credentialsId, target).resolve(this::find, this::track);
        lookup = started;
        return started;
    }

    /** The build does not wait any more: a lookup that is under way is interrupted. */
    public void abandon() {
        CompletableFuture<Credential> started = lookup;
        if (started != null) {
            started.cancel(true);
        }
    }

    private StandardCredentials find() throws CredentialException {
        return new CredentialChoice(credentialsId, target)
                .choose(
                        requirements -> CredentialsProvider.findCredentialById(
                                credentialsId, StandardCredentials.class, build, requirements),
                        this::isForOthers);
    }

    private boolean isForOthers() {
        return CredentialsProvider.findCredentialByIdInItem(
                        credentialsId, StandardCredentials.class, build.getParent(), ACL.SYSTEM2, List.of())
                != null;
    }

    /** Once for a build and a secret, however many of the build's waits use it, and after a restart too. */
    private void track(StandardCredentials found, Credential credential) {
        String digest = credential.digest();
        if (digest.equals(tracked.getAndSet(digest))) {
            return;
        }
        synchronized (TRACKING) {
            if (!isTracked(found)) {
                CredentialsProvider.track(build, found);
            }
        }
    }

    private boolean isTracked(StandardCredentials found) {
        try {
            Fingerprint uses = CredentialsProvider.getFingerprintOf(found);
            return uses != null && uses.getRangeSet(build.getParent()).includes(build.getNumber());
        } catch (IOException unreadable) {
            LOGGER.log(Level.FINE, unreadable, () -> "Cannot read the uses of credential " + name());
            return false;
        }
    }

    /** The credential's id; where it is longer than any id should be, not all of it. */
    @Override
    public String name() {
        return CredentialChoice.shown(credentialsId);
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "BuildCredential[" + name() + " for " + build + " at " + target + "]";
    }
}
