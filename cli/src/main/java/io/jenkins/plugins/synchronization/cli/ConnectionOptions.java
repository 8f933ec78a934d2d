package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunChoice;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import picocli.CommandLine.Option;

/** The connection, and its server. */
final class ConnectionOptions {

    @Option(names = "--connection", paramLabel = "ID", description = "ID of the connection.")
    private String connection;

    @Option(names = "--storage", description = "The connection is a storage connection, not a manifest connection.")
    private boolean storage;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "URL of the API; https, or http on this machine. Default: https://api.bentley.com")
    private String apiUrl;

    @Option(
            names = "--token-url",
            paramLabel = "URL",
            description =
                    "URL of the token endpoint for a client ID and secret. Default: Bentley's, for production or QA"
                            + " depending on --api-url; none if --api-url is not Bentley's.")
    private String tokenUrl;

    /** The connection; throws {@link UsageException} if an option is invalid. */
    ConnectionAddress connection() throws UsageException {
        if (connection == null) {
            throw new UsageException("Missing required option: '--connection=ID'");
        }
        requireId("--connection", connection);
        return new ConnectionAddress(server(), type(), connection);
    }

    /** The run of that ID or URL, or the latest; throws {@link UsageException} if it or an option is invalid. */
    RunChoice run(String text) throws UsageException {
        if (!text.contains("/")) {
            connection();
            requireId("--run", text);
        }
        try {
            return RunChoice.parse(text, connection, type(), server());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--run: " + wrong.getMessage());
        }
    }

    /**
     * The token endpoint; null where none is given and the API is not Bentley's. Throws {@link UsageException} if an
     * option is invalid.
     */
    ServerUrl tokenServer() throws UsageException {
        if (tokenUrl != null) {
            return url("--token-url", tokenUrl);
        }
        return server().isBentleys() ? server().impliedTokenUrl() : null;
    }

    private ConnectionType type() {
        return storage ? ConnectionType.STORAGE : ConnectionType.MANIFEST;
    }

    private ServerUrl server() throws UsageException {
        return apiUrl == null ? ServerUrl.PRODUCTION_API : url("--api-url", apiUrl);
    }

    private static ServerUrl url(String option, String text) throws UsageException {
        try {
            return ServerUrl.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(option + " " + wrong.getMessage());
        }
    }

    private static void requireId(String option, String id) throws UsageException {
        if (!RunAddress.isId(id)) {
            throw new UsageException(option + " must be 1 to 128 letters, digits, hyphens or underscores");
        }
    }
}
