package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import picocli.CommandLine.Option;

/** Which run to wait for, and where. */
final class RunOptions {

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "ID",
            description = "The connection that the run belongs to.")
    private String connection;

    @Option(names = "--run", required = true, paramLabel = "ID", description = "The run to wait for.")
    private String run;

    @Option(names = "--storage", description = "The connection is a storage connection, not a manifest connection.")
    private boolean storage;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "Where the API is; https, or http on this machine. Default: https://api.bentley.com")
    private String apiUrl;

    @Option(
            names = "--token-url",
            paramLabel = "URL",
            description = "Where tokens for a client id and secret are issued. Default: Bentley's, of production or QA,"
                    + " whichever belongs to --api-url; none where that is not Bentley's.")
    private String tokenUrl;

    /** The address of the run; throws {@link UsageException} if an option is not good. */
    RunAddress address() throws UsageException {
        requireId("--connection", connection);
        requireId("--run", run);
        return new RunAddress(server(), storage ? ConnectionType.STORAGE : ConnectionType.MANIFEST, connection, run);
    }

    /**
     * Where tokens are issued; null where nobody said and the API is not Bentley's. Throws {@link UsageException} if an
     * option is not good.
     */
    ServerUrl tokenServer() throws UsageException {
        if (tokenUrl != null) {
            return url("--token-url", tokenUrl);
        }
        return server().isBentleys() ? server().impliedTokenUrl() : null;
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
