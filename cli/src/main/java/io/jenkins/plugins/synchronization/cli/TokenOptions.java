package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Option;

/**
 * Where the token comes from, the first of these: a file, {@code ITWIN_TOKEN}, or {@code ITWIN_CLIENT_ID} with {@code
 * ITWIN_CLIENT_SECRET}. Never an argument: arguments are visible to every user of the machine.
 */
final class TokenOptions {

    /** For the footer of the commands with these options; picocli replaces {@code %n}. */
    static final String ENVIRONMENT = "Environment:%n"
            + "  ITWIN_TOKEN                 a bearer token, used without --token-file%n"
            + "  ITWIN_CLIENT_ID, ITWIN_CLIENT_SECRET%n"
            + "                              a service application's client ID and secret, used if there is no%n"
            + "                              token either; tokens are renewed automatically%n"
            + "  HTTPS_PROXY, HTTP_PROXY     the proxy, as http://user:password@host:port; HTTP_PROXY is%n"
            + "                              used if HTTPS_PROXY is not set%n"
            + "  NO_PROXY                    hosts that need no proxy, such as .example.com,10.0.0.7";

    private static final String TOKEN = "ITWIN_TOKEN";
    private static final String CLIENT_ID = "ITWIN_CLIENT_ID";
    private static final String CLIENT_SECRET = "ITWIN_CLIENT_SECRET";

    /** A credential from the environment, which cannot change while the program runs; named by its variables. */
    private record EnvironmentCredential(Credential credential, String name) implements CredentialSource {

        @Override
        public CompletableFuture<Credential> resolve() {
            return CompletableFuture.completedFuture(credential);
        }

        @Override
        public boolean isFixed() {
            return true;
        }
    }

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with a bearer token, read again before each request, so that it can be replaced at any time."
                            + " Without it, the environment variables below are used.")
    private Path file;

    /** The file, or null without the option. */
    Path file() {
        return file;
    }

    /** How often to resolve the credential again: a file each time. */
    Duration refresh() {
        return file == null ? WaitSettings.DEFAULTS.credentialRefresh() : Duration.ZERO;
    }

    /** Whether tokens are requested from the token endpoint, with a client ID and secret. */
    boolean areRequested(Shell shell) {
        return file == null && shell.variable(TOKEN) == null;
    }

    /**
     * Finds the credential, and reads it once.
     *
     * @param tokenServer the token endpoint; null where it is unknown
     * @throws UsageException if there is none, or it is unusable
     */
    CredentialSource source(Shell shell, ServerUrl tokenServer) throws UsageException {
        if (file != null) {
            return fileSource(shell);
        }
        if (shell.variable(TOKEN) != null) {
            return new EnvironmentCredential(
                    new Credential.Bearer(token(shell.variable(TOKEN))),
                    new ReasonText("environment.variable", TOKEN).in(shell.locale()));
        }
        String id = shell.variable(CLIENT_ID);
        String secret = shell.variable(CLIENT_SECRET);
        if (id == null && secret == null) {
            throw new UsageException("A token is missing. Set the environment variable " + TOKEN + ", or " + CLIENT_ID
                    + " and " + CLIENT_SECRET + ", or use --token-file");
        }
        if (id == null || secret == null) {
            throw new UsageException("Environment variable " + (id == null ? CLIENT_SECRET : CLIENT_ID)
                    + " is set, but " + (id == null ? CLIENT_ID : CLIENT_SECRET) + " is missing; both are required");
        }
        if (tokenServer == null) {
            throw new UsageException(
                    "--token-url is missing: the API is not Bentley's, so its token endpoint is unknown, and the"
                            + " client secret is only sent to a server that you name");
        }
        return new EnvironmentCredential(
                new Credential.Client(id, secret, tokenServer),
                new ReasonText("environment.variables", CLIENT_ID, CLIENT_SECRET).in(shell.locale()));
    }

    private CredentialSource fileSource(Shell shell) throws UsageException {
        if (file.toString().startsWith("eyJ") && !Files.exists(file)) {
            throw new UsageException("--token-file must be the path of a file with the token, not the token itself");
        }
        TokenFile source = new TokenFile(file, shell.locale());
        try {
            source.readWritten();
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
