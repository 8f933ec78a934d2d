package io.jenkins.plugins.synchronization.step;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.io.Serializable;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code startSynchronizationRun} returns, which sandboxed scripts may read: the run that was started or joined. */
public final class SynchronizationStart implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String connectionType;
    private final String connectionId;
    private final String runId;
    private final String server;
    private final boolean alreadyActive;
    /** JSON; null for none. */
    private final String fileNames;

    SynchronizationStart(RunAddress run, String server, boolean alreadyActive, String fileNames) {
        connectionType = run.type().text();
        connectionId = run.connectionId();
        runId = run.runId();
        this.server = server;
        this.alreadyActive = alreadyActive;
        this.fileNames = fileNames;
    }

    /** What to wait for: this run, and all else as the author of the job says. */
    WaitSpec spec(WaitSpec wanted) {
        WaitSpec spec = wanted.of(connectionType, connectionId, runId);
        if (spec.server() == null) {
            spec.setServer(server);
        }
        if (spec.fileNames() == null) {
            spec.setFileNames(fileNames);
        }
        return spec;
    }

    /** {@code manifest} or {@code storage}. */
    @Whitelisted
    public String getConnectionType() {
        return connectionType;
    }

    /** The connection's ID; another one's where a run of another connection was joined. */
    @Whitelisted
    public String getConnectionId() {
        return connectionId;
    }

    @Whitelisted
    public String getRunId() {
        return runId;
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    /** Whether the run was active before and was joined. */
    @Whitelisted
    public boolean isAlreadyActive() {
        return alreadyActive;
    }

    /**
     * The names by ID of the files in the manifest that started the run, as many as {@link FileNames} holds; empty where there is no
     * manifest: the files of a storage connection are listed when the run has ended.
     */
    @Whitelisted
    public Map<String, String> getFileNames() {
        return fileNames == null ? Map.of() : FileNames.parse(fileNames).toMap();
    }

    @Override
    @Whitelisted
    public String toString() {
        return runId;
    }
}
