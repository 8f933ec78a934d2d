package io.jenkins.plugins.synchronization.step;

import hudson.Util;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps have in common: a connection, and how to reach it. */
public abstract class ConnectionStep extends Step {

    private final WaitSpec parameters;

    ConnectionStep(WaitSpec parameters) {
        this.parameters = parameters;
    }

    final WaitSpec parameters() {
        return parameters;
    }

    public String getConnectionId() {
        return parameters.connectionId();
    }

    /** The ID of a credential of Jenkins; null for the folder's default. */
    public String getCredentialsId() {
        return Util.fixEmpty(parameters.credentialsId());
    }

    /** {@code manifest} or {@code storage}; null for manifest, or for a start without a manifest storage. */
    public String getConnectionType() {
        return parameters.connectionType();
    }

    @DataBoundSetter
    public void setConnectionType(String connectionType) {
        parameters.setConnectionType(connectionType);
    }

    /** The name of a server of the global configuration, null for the default. */
    public String getServer() {
        return parameters.server();
    }

    @DataBoundSetter
    public void setServer(String server) {
        parameters.setServer(server);
    }

    /** A label where a build has several runs, or null. */
    public String getName() {
        return parameters.name();
    }

    @DataBoundSetter
    public void setName(String name) {
        parameters.setName(name);
    }

    /** How long to wait at most, in minutes; 0 for the default. */
    public int getTimeoutMinutes() {
        return parameters.timeoutMinutes();
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        parameters.setTimeoutMinutes(timeoutMinutes);
    }
}
