package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * Where the token comes from, first found: a file, {@code ITWIN_TOKEN}, or {@code ITWIN_CLIENT_ID} with {@code
 * ITWIN_CLIENT_SECRET}. Never an argument: those can be seen by every user of the machine.
 */
final class TokenOptions {

    private static final String TOKEN = "ITWIN_TOKEN";
    private static final String CLIENT_ID = "ITWIN_CLIENT_ID";
    private static final String CLIENT_SECRET = "ITWIN_CLIENT_SECRET";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with a bearer token, read again for each request, so that it may be replaced meanwhile."
                            + " Without it the environment is used, see below.")
    private Path file;

    /** The file, or null if the option is not there. */
    Path file() {
        return file;
    }

    /** How often the credential is to be resolved again: a file each time. */
    Duration refresh() {
        return file == null ? WaitSettings.DEFAULTS.credentialRefresh() : Duration.ZERO;
    }

    /**
     * Finds the credential, and reads it once.
     *
     * @param tokenServer where a client gets tokens; null where that is not known
     * @throws UsageException if there is none, or none that could be used
     */
    CredentialSource source(Shell shell, ServerUrl tokenServer) throws UsageException {
        if (file != null) {
            return fileSource();
        }
        if (shell.variable(TOKEN) != null) {
            return new EnvironmentCredential(
                    new Credential.Bearer(token(shell.variable(TOKEN))), "environment variable " + TOKEN);
        }
        String id = shell.variable(CLIENT_ID);
        String secret = shell.variable(CLIENT_SECRET);
        if (id == null && secret == null) {
            throw new UsageException("There is no token. Set the environment variable " + TOKEN + ", or " + CLIENT_ID
                    + " and " + CLIENT_SECRET + ", or name a file with --token-file");
        }
        if (id == null || secret == null) {
            throw new UsageException("The environment variable " + (id == null ? CLIENT_ID : CLIENT_SECRET)
                    + " is missing beside " + (id == null ? CLIENT_SECRET : CLIENT_ID));
        }
        if (tokenServer == null) {
            throw new UsageException(
                    "--token-url is missing: the API is not Bentley's, so where its tokens are issued is"
                            + " not known. The client's secret is sent to no server that you did not name");
        }
        return new EnvironmentCredential(
                new Credential.Client(id.strip(), secret.strip(), tokenServer),
                "environment variables " + CLIENT_ID + " and " + CLIENT_SECRET);
    }

    private CredentialSource fileSource() throws UsageException {
        TokenFile source = new TokenFile(file);
        try {
            source.read();
        } catch (CredentialException unusable) {
            throw new UsageException(unusable.getMessage());
        }
        return source;
    }

    private static AccessToken token(String text) throws UsageException {
        try {
            return AccessToken.of(text);
        } catch (IllegalArgumentException notAToken) {
            throw new UsageException(
                    "The environment variable " + TOKEN + " cannot be used: " + notAToken.getMessage());
        }
    }
}
