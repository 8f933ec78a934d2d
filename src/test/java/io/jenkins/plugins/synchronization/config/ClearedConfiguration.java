package io.jenkins.plugins.synchronization.config;

import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import java.util.List;
import jenkins.model.Jenkins;

/** The configuration of a Jenkins that several tests use one after the other, as if it were new. */
final class ClearedConfiguration {

    private ClearedConfiguration() {}

    static SynchronizationConfiguration get() {
        Jenkins.get().setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        Jenkins.get().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        configuration.setServers(List.of());
        configuration.setDefaultServer(null);
        configuration.setDefaultTimeoutMinutes(1440);
        configuration.setBodyRetentionDays(0);
        configuration.setMaxBodyMegabytes(100);
        return configuration;
    }
}
