package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;

/**
 * All that was asked of {@code wait}, checked.
 *
 * @param address the run, not null
 * @param credentials what to show to the API, not null
 * @param settings how long and how often, not null
 * @param mapping which outcome each result leads to, not null
 * @param files what to write in the end, not null
 * @param proxies how to get to the API, not null
 * @param quiet whether to show nothing but errors
 */
record WaitPlan(
        RunAddress address,
        CredentialSource credentials,
        WaitSettings settings,
        OutcomeMapping mapping,
        OutputFiles files,
        ProxyEnvironment proxies,
        boolean quiet) {}
