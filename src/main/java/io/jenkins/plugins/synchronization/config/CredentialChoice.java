package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Which credential an id means. A secret text is a bearer token and goes to the API; a user name with a password is an
 * OAuth client and goes to the token URL. So each has to be allowed, by its domain, for where it goes.
 */
final class CredentialChoice {

    private static final int MAX_SHOWN = 64;

    private final String id;
    private final ServerTarget target;

    CredentialChoice(String id, ServerTarget target) {
        this.id = id;
        this.target = target;
    }

    /**
     * Chooses.
     *
     * @param lookup the nearest credential with the id that meets requirements, or null
     * @param forOthers whether the job has one with the id that the user whom it runs as may not use
     * @return a {@link StringCredentials} or a {@link StandardUsernamePasswordCredentials}
     * @throws CredentialException if there is none that may be used, saying why
     */
    StandardCredentials choose(Function<List<DomainRequirement>, StandardCredentials> lookup, BooleanSupplier forOthers)
            throws CredentialException {
        StandardCredentials forApi = lookup.apply(sentTo(target.api()));
        if (forApi instanceof StringCredentials) {
            return forApi;
        }
        StandardCredentials forTokens = lookup.apply(sentTo(target.tokens()));
        if (forTokens instanceof StandardUsernamePasswordCredentials) {
            return forTokens;
        }
        StandardCredentials other = forApi != null ? forApi : forTokens;
        throw refusal(other != null ? other : lookup.apply(List.of()), forOthers);
    }

    private CredentialException refusal(StandardCredentials found, BooleanSupplier forOthers) {
        if (found == null) {
            return new CredentialException(
                    forOthers.getAsBoolean()
                            ? Messages.Credential_NotForUser(shown(id))
                            : Messages.Credential_Missing(shown(id)));
        }
        if (found instanceof StringCredentials) {
            return new CredentialException(Messages.Credential_NotForServer(
                    shown(id), target.api().url().host(), target.name()));
        }
        if (found instanceof StandardUsernamePasswordCredentials) {
            return new CredentialException(Messages.Credential_NotForServer(
                    shown(id), target.tokens().url().host(), target.name()));
        }
        return new CredentialException(
                Messages.Credential_WrongKind(shown(id), found.getDescriptor().getDisplayName()));
    }

    /**
     * What a credential's domain must allow for the credential to be sent somewhere. Taken from the address as it is
     * connected to, port included: {@link URIRequirementBuilder#fromUri} asks nothing about a host that {@link
     * java.net.URI} cannot read.
     */
    static List<DomainRequirement> sentTo(ServerUrl server) {
        HttpUrl url = server.url();
        return URIRequirementBuilder.create()
                .withScheme(url.scheme())
                .withHostnamePort(url.host(), url.port())
                .withPath(url.encodedPath())
                .build();
    }

    /** An ID as it is shown, in one line: if it may be a secret that was entered by mistake, only its beginning. */
    static String shown(String id) {
        return Sanitizer.oneLine(id.length() <= MAX_SHOWN ? id : id.substring(0, 4) + "…", MAX_SHOWN);
    }
}
