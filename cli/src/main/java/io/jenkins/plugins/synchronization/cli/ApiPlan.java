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
    static ApiPlan of(Shell shell, ServerUrl tokenServer, TokenOptions token, PacingOptions pacing, boolean quiet)
            throws UsageException {
        WaitSettings settings = pacing.settings(token.refresh());
        HttpSettings http = pacing.http();
        OkHttpClient network = ProxiedHttp.client(proxies(shell));
        return new ApiPlan(token.source(shell, tokenServer), settings, network, http, quiet);
    }

    private static ProxyEnvironment proxies(Shell shell) throws UsageException {
        try {
            return new ProxyEnvironment(shell.environment());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }
}
