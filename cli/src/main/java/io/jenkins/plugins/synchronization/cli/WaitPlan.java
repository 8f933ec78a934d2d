package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;

/**
 * The checked options of {@code wait}.
 *
 * @param address the run
 * @param credentials the source of the token
 * @param settings timeouts and poll intervals
 * @param mapping the outcome for each result
 * @param files the files to write at the end
 * @param proxies the proxies on the way to the API
 * @param quiet whether to show only errors
 */
record WaitPlan(
        RunAddress address,
        CredentialSource credentials,
        WaitSettings settings,
        OutcomeMapping mapping,
        OutputFiles files,
        ProxyEnvironment proxies,
        boolean quiet) {}
