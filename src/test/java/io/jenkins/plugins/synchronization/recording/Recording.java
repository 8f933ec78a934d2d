package io.jenkins.plugins.synchronization.recording;

import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Records runs as a step does when its wait is over. */
public final class Recording {

    public static final String CONNECTION = "MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg";
    public static final String RUN = "a1ecbdc8c4f6173004f9f881914a57c5511a362b";

    private final Run<?, ?> build;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private String label;
    private String server = "iTwin Platform";
    private ServerUrl api = ServerUrl.PRODUCTION_API;
    private String webLink;
    private FileNames names = FileNames.NONE;
    private boolean archiveReport;
    private ConnectionType type = ConnectionType.MANIFEST;
    private String connection = CONNECTION;
    private String runId = RUN;

    private Recording(Run<?, ?> build) {
        this.build = build;
    }

    public static Recording in(Run<?, ?> build) {
        return new Recording(build);
    }

    public Recording labelled(String text) {
        label = text;
        return this;
    }

    public Recording from(String serverName) {
        server = serverName;
        return this;
    }

    public Recording at(ServerUrl apiOfServer) {
        api = apiOfServer;
        return this;
    }

    public Recording connected(String connectionId) {
        connection = connectionId;
        return this;
    }

    public Recording linked(String address) {
        webLink = address;
        return this;
    }

    public Recording of(String id) {
        runId = id;
        return this;
    }

    public Recording of(ConnectionType kind, String connectionId, String id) {
        type = kind;
        connection = connectionId;
        runId = id;
        return this;
    }

    /** With the names of its files. */
    public Recording named(FileNames fileNames) {
        names = fileNames;
        return this;
    }

    public Recording archived() {
        archiveReport = true;
        return this;
    }

    public RecordedRun record(String key, byte[] body) throws IOException {
        return record(key, body, RunBody.of(body));
    }

    /** Records a run whose body turns out to be another one than that which was counted. */
    public RecordedRun record(String key, byte[] counted, RunBody body) throws IOException {
        RunSummary summary = RunReader.summary(new ByteArrayInputStream(counted));
        RunAddress address = new RunAddress(api, type, connection, runId);
        TaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8);
        RecordedRun recorded = RunRecorder.store(
                build,
                new RunReference(key, label, server, address, webLink),
                summary,
                body,
                names,
                OutcomeMapping.defaults().of(summary.run().result()),
                listener.getLogger()::println,
                () -> false);
        if (archiveReport) {
            RunRecorder.archive(build, listener, recorded, body);
        }
        RunRecorder.add(build, recorded, listener.getLogger()::println);
        return recorded;
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
