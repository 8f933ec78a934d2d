package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import okhttp3.OkHttpClient;

/**
 * The checked options of how to request anything of the API.
 *
 * @param credentials the source of the token
 * @param settings timeouts and poll intervals
 * @param network proxies and trusted certificates on the way to the API
 * @param http time limits of requests
 * @param quiet whether to show only errors
 */
record ApiPlan(
        CredentialSource credentials, WaitSettings settings, OkHttpClient network, HttpSettings http, boolean quiet) {

    /** Checks the options; throws {@link UsageException} if one is invalid. */
    static ApiPlan of(
            Shell shell,
            ServerUrl server,
            ServerUrl tokenServer,
            TokenOptions token,
            PacingOptions pacing,
            boolean quiet)
            throws UsageException {
        WaitSettings settings = pacing.settings(token.refresh());
        HttpSettings http = pacing.http();
        CredentialSource credentials = token.source(shell, tokenServer);
        ProxyEnvironment proxies = new ProxyEnvironment(shell.environment());
        requireUsable(proxies, server);
        if (token.areRequested(shell)) {
            requireUsable(proxies, tokenServer);
        }
        return new ApiPlan(credentials, settings, ProxiedHttp.client(proxies), http, quiet);
    }

    private static void requireUsable(ProxyEnvironment proxies, ServerUrl server) throws UsageException {
        try {
            if (!server.isLoopback()) {
                proxies.proxyFor(server.url().uri());
            }
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }
}
