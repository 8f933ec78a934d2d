package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import okhttp3.OkHttpClient;

/**
 * The checked options of {@code wait}.
 *
 * @param address the run
 * @param credentials the source of the token
 * @param settings timeouts and poll intervals
 * @param mapping the outcome for each result
 * @param files the files to write at the end
 * @param network proxies and trusted certificates on the way to the API
 * @param http time limits of requests
 * @param quiet whether to show only errors
 */
record WaitPlan(
        RunAddress address,
        CredentialSource credentials,
        WaitSettings settings,
        OutcomeMapping mapping,
        OutputFiles files,
        OkHttpClient network,
        HttpSettings http,
        boolean quiet) {}
