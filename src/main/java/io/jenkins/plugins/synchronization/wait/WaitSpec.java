package io.jenkins.plugins.synchronization.wait;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the author of a job asks for, as plain texts and numbers: it lives in {@code program.dat} and {@code config.xml}.
 * Blank texts and 0 stand for the default.
 */
public final class WaitSpec implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LABEL = 100;
    private static final int LONGEST_TIMEOUT = 10 * 365 * 24 * 60;

    private final String connectionId;
    private final String runId;
    private final String credentialsId;
    private String connectionType;
    private String server;
    private String name;
    private int timeoutMinutes;
    private boolean archiveReport;
    private final TreeMap<String, String> outcomes = new TreeMap<>();

    /**
     * Takes what there is no default for; none of it is checked before {@link #check}.
     *
     * @param connectionId the connection's id, may be null
     * @param runId the run's id, may be null
     * @param credentialsId the credential's id, may be null
     */
    public WaitSpec(String connectionId, String runId, String credentialsId) {
        this.connectionId = Util.fixNull(connectionId).trim();
        this.runId = Util.fixNull(runId).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** The connection's id; never null. */
    public String connectionId() {
        return connectionId;
    }

    /** The run's id; never null. */
    public String runId() {
        return runId;
    }

    /** The credential's id; never null. */
    public String credentialsId() {
        return credentialsId;
    }

    /** {@code manifest} or {@code storage}; null for the default, manifest. */
    public String connectionType() {
        return connectionType;
    }

    /** Sets {@link #connectionType}. */
    public void setConnectionType(String value) {
        String type = Util.fixEmptyAndTrim(value);
        connectionType = "manifest".equals(type) ? null : type;
    }

    /** The name of a server of the global configuration; null for the default. */
    public String server() {
        return server;
    }

    /** Sets {@link #server}. */
    public void setServer(String value) {
        server = Util.fixEmptyAndTrim(value);
    }

    /** What people call this run, where a build waits for several; null for nothing. */
    public String name() {
        return name;
    }

    /** Sets {@link #name}. */
    public void setName(String value) {
        name = Util.fixEmptyAndTrim(value);
    }

    /** How long to wait at most in minutes; 0 for the default of the global configuration. */
    public int timeoutMinutes() {
        return timeoutMinutes;
    }

    /** Sets {@link #timeoutMinutes}. */
    public void setTimeoutMinutes(int value) {
        timeoutMinutes = value;
    }

    /** Whether the report becomes an artifact. */
    public boolean archiveReport() {
        return archiveReport;
    }

    /** Sets {@link #archiveReport}. */
    public void setArchiveReport(boolean value) {
        archiveReport = value;
    }

    /** The Jenkins result that a result of the run leads to; null for the default. */
    public String outcome(ExecutionResult result) {
        return outcomes.get(result.text());
    }

    /** Sets what a result of the run leads to; null or blank for the default. */
    public void setOutcome(ExecutionResult result, String jenkinsResult) {
        String value = Util.fixEmptyAndTrim(jenkinsResult);
        if (value == null
                || value.equals(OutcomeMapping.defaults().of(Term.of(result)).name())) {
            outcomes.remove(result.text());
        } else {
            outcomes.put(result.text(), value.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether an id is known only when a build runs, since variables stand in it. */
    boolean hasVariables() {
        return connectionId.contains("$") || runId.contains("$") || credentialsId.contains("$");
    }

    /**
     * Checks what can be checked without asking anybody.
     *
     * @throws AbortException if something is wrong; says what, and what to do
     */
    public void check() throws AbortException {
        requireId("connectionId", connectionId);
        requireId("runId", runId);
        if (credentialsId.isEmpty()) {
            throw new AbortException(Messages.WaitSpec_noCredential());
        }
        if (timeoutMinutes < 0 || timeoutMinutes > LONGEST_TIMEOUT) {
            throw new AbortException(Messages.WaitSpec_timeout(timeoutMinutes));
        }
        if (name != null && name.length() > MAX_LABEL) {
            throw new AbortException(Messages.WaitSpec_name(MAX_LABEL));
        }
        type();
        mapping();
    }

    private static void requireId(String field, String id) throws AbortException {
        if (!RunAddress.isId(id)) {
            throw new AbortException(id.isEmpty() ? Messages.WaitSpec_noId(field) : Messages.WaitSpec_badId(field));
        }
    }

    /** The run on a server; call {@link #check} before. */
    public RunAddress address(ServerUrl api) throws AbortException {
        return new RunAddress(api, type(), connectionId, runId);
    }

    private ConnectionType type() throws AbortException {
        if (connectionType == null) {
            return ConnectionType.MANIFEST;
        }
        for (ConnectionType type : ConnectionType.values()) {
            if (type.name().equalsIgnoreCase(connectionType)) {
                return type;
            }
        }
        throw new AbortException(Messages.WaitSpec_connectionType(connectionType));
    }

    /** How long to wait at most. */
    public Duration timeout() {
        return Duration.ofMinutes(
                timeoutMinutes > 0
                        ? timeoutMinutes
                        : SynchronizationConfiguration.get().getDefaultTimeoutMinutes());
    }

    /**
     * Which outcome each result leads to.
     *
     * @throws AbortException if one is no result of Jenkins
     */
    public OutcomeMapping mapping() throws AbortException {
        OutcomeMapping mapping = OutcomeMapping.defaults();
        for (Map.Entry<String, String> entry : outcomes.entrySet()) {
            mapping = mapping.with(result(entry.getKey()), outcome(entry.getKey(), entry.getValue()));
        }
        return mapping;
    }

    private static Outcome outcome(String result, String name) throws AbortException {
        try {
            return Outcome.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new AbortException(Messages.WaitSpec_outcome(
                    "on" + result,
                    name,
                    Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.joining(", "))));
        }
    }

    /** The result of Jenkins that an outcome stands for. */
    public static Result jenkinsResult(Outcome outcome) {
        return Result.fromString(outcome.name());
    }

    private static ExecutionResult result(String text) {
        return Arrays.stream(ExecutionResult.values())
                .filter(result -> result.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
