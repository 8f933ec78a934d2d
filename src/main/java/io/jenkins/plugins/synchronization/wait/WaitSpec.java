package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.synchronization.config.FolderDefaults;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Manifest;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunChoice;
import io.jenkins.plugins.synchronization.engine.client.RunLocation;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import io.jenkins.plugins.synchronization.model.EndedWait;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jvnet.localizer.LocaleProvider;

/**
 * What the author of a job wants, as plain texts and numbers: it lives in {@code program.dat} and {@code config.xml}.
 * Blank texts and 0 stand for the default.
 */
public final class WaitSpec implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LABEL = 100;

    /** In minutes: ten years. */
    static final int LONGEST_TIMEOUT = 10 * 365 * 24 * 60;

    private final String connectionId;
    private final String runId;
    private String credentialsId;
    private String connectionType;
    private String server;
    private String name;
    private String fileNames;
    private int timeoutMinutes;
    private boolean archiveReport;
    private boolean skipPublishingChecks;
    private boolean starts;
    private String manifest;
    private String ifActive;
    private final TreeMap<String, String> outcomes = new TreeMap<>();

    /** Takes what there is no default for; none of it is checked before {@link #check}. */
    public WaitSpec(@CheckForNull String connectionId, @CheckForNull String runId, @CheckForNull String credentialsId) {
        this.connectionId = Util.fixNull(connectionId).trim();
        this.runId = Util.fixNull(runId).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** What to start instead of a run that exists. */
    @NonNull
    public static WaitSpec starting(@CheckForNull String connectionId, @CheckForNull String credentialsId) {
        WaitSpec spec = new WaitSpec(connectionId, "", credentialsId);
        spec.starts = true;
        return spec;
    }

    /**
     * The same for a run that was found or started since; its files have the names in the manifest that started it.
     *
     * @throws AbortException as {@link #checkedManifest} and {@link #names}
     */
    @NonNull
    public WaitSpec of(RunAddress run) throws AbortException {
        WaitSpec spec = of(run.type().text(), run.connectionId(), run.runId());
        if (manifest != null) {
            spec.fileNames = names().toJson();
        }
        return spec;
    }

    /** Takes from folders and configuration what the job's author leaves open: once, when the build begins with it. */
    public void takeDefaultsOf(@CheckForNull Item job) {
        if (timeoutMinutes == 0) {
            timeoutMinutes = SynchronizationConfiguration.get().getDefaultTimeoutMinutes();
        }
        server = FolderDefaults.server(job, server);
        credentialsId = Util.fixNull(FolderDefaults.credentialsId(job, credentialsId));
    }

    /** The same for another run. */
    @NonNull
    public WaitSpec of(String typeOfRun, String connectionOfRun, String run) {
        WaitSpec spec = new WaitSpec(connectionOfRun, run, credentialsId);
        spec.setConnectionType(typeOfRun);
        spec.server = server;
        spec.name = name;
        spec.fileNames = fileNames;
        spec.timeoutMinutes = timeoutMinutes;
        spec.archiveReport = archiveReport;
        spec.skipPublishingChecks = skipPublishingChecks;
        spec.outcomes.putAll(outcomes);
        return spec;
    }

    /** Whether a run is to be started; else it exists. */
    public boolean starts() {
        return starts;
    }

    /** The manifest of the run to be started; null for a storage connection. */
    @CheckForNull
    public String manifest() {
        return manifest;
    }

    public void setManifest(String value) {
        manifest = value == null || value.isBlank() ? null : value;
    }

    /** What to do if a run is active, as the job says; null for the default. */
    @CheckForNull
    public String ifActiveText() {
        return ifActive;
    }

    public void setIfActive(String value) {
        String choice = ifActiveAsOffered(value);
        ifActive = IfActive.WAIT.text().equals(choice) ? null : choice;
    }

    /** A choice as forms offer it: in lower case. What is none of them stays as it is, and is refused by {@link #check}. */
    @CheckForNull
    public static String ifActiveAsOffered(@CheckForNull String value) {
        String choice = Util.fixEmptyAndTrim(value);
        return IfActive.of(choice).map(IfActive::text).orElse(choice);
    }

    @NonNull
    public String connectionId() {
        return connectionId;
    }

    @NonNull
    public String runId() {
        return runId;
    }

    @NonNull
    public String credentialsId() {
        return credentialsId;
    }

    /** {@code manifest} or {@code storage}; null for the default: manifest, or for a start without a manifest storage. */
    @CheckForNull
    public String connectionType() {
        return connectionType;
    }

    public void setConnectionType(String value) {
        String type = connectionTypeAsOffered(value);
        connectionType = !starts && ConnectionType.MANIFEST.text().equals(type) ? null : type;
    }

    /** As {@link #ifActiveAsOffered}. */
    @CheckForNull
    public static String connectionTypeAsOffered(@CheckForNull String value) {
        String type = Util.fixEmptyAndTrim(value);
        return ConnectionType.of(type).map(ConnectionType::text).orElse(type);
    }

    /** The name of a server of the global configuration; null for the default. */
    @CheckForNull
    public String server() {
        return server;
    }

    public void setServer(String value) {
        server = Util.fixEmptyAndTrim(value);
    }

    /** A name for this run, for builds that wait for several. */
    @CheckForNull
    public String name() {
        return name;
    }

    public void setName(String value) {
        name = Util.fixEmptyAndTrim(value);
    }

    /** The names of the run's files: JSON or CSV as {@link FileNames#parse} reads it; null for none. */
    @CheckForNull
    public String fileNames() {
        return fileNames;
    }

    public void setFileNames(String value) {
        fileNames = Util.fixEmptyAndTrim(value);
    }

    /**
     * The names of the run's files: those in the manifest that starts it, and those that are given, which count where both have one.
     *
     * @throws AbortException if those given are neither JSON nor CSV, or as {@link #checkedManifest}
     */
    @NonNull
    public FileNames names() throws AbortException {
        FileNames ofManifest =
                manifest == null ? FileNames.NONE : checkedManifest().fileNames();
        return fileNames == null
                ? ofManifest
                : ofManifest.with(usable(() -> FileNames.parse(fileNames), Messages::WaitSpec_fileNames));
    }

    /** How long to wait at most in minutes; 0 for the default of the global configuration. */
    public int timeoutMinutes() {
        return timeoutMinutes;
    }

    public void setTimeoutMinutes(int value) {
        timeoutMinutes = value;
    }

    public boolean archiveReport() {
        return archiveReport;
    }

    public void setArchiveReport(boolean value) {
        archiveReport = value;
    }

    public boolean skipPublishingChecks() {
        return skipPublishingChecks;
    }

    public void setSkipPublishingChecks(boolean value) {
        skipPublishingChecks = value;
    }

    /** The Jenkins result that a result of the run leads to, as the job says; null for the default. */
    @CheckForNull
    public String outcome(ExecutionResult result) {
        return outcomes.get(result.text());
    }

    /** Sets what a result of the run leads to; null or blank for the default. */
    public void setOutcome(ExecutionResult result, String jenkinsResult) {
        outcomes.compute(result.text(), (name, before) -> outcomeAsOffered(jenkinsResult));
    }

    /** A result of Jenkins as forms offer it: in upper case. */
    @CheckForNull
    public static String outcomeAsOffered(@CheckForNull String value) {
        String outcome = Util.fixEmptyAndTrim(value);
        return outcome == null ? null : outcome.toUpperCase(Locale.ROOT);
    }

    /** The entry of a build that has no run to wait for. */
    @NonNull
    EndedWait notStarted(String key, String reason, String message) {
        String type = connectionType == null ? defaultType().text() : connectionType;
        return new EndedWait(key, name, server, type, connectionId, runId, reason, message, null);
    }

    /**
     * Checks what can be checked without a request.
     *
     * @throws AbortException if something is wrong; says what, and what to do
     */
    public void check() throws AbortException {
        if (starts) {
            requireId("connectionId", connectionId);
            checkedManifest();
            ifActive();
        } else if (!RunLocation.isMeantBy(runId)) {
            requireId("connectionId", connectionId);
            requireId("runId", runId);
        }
        if (credentialsId.isEmpty()) {
            throw new AbortException(Messages.WaitSpec_noCredential());
        }
        if (timeoutMinutes < 0 || timeoutMinutes > LONGEST_TIMEOUT) {
            throw new AbortException(Messages.WaitSpec_timeout(timeoutMinutes, LONGEST_TIMEOUT));
        }
        if (name != null && name.length() > MAX_LABEL) {
            throw new AbortException(Messages.WaitSpec_name(MAX_LABEL));
        }
        type();
        mapping();
        names();
    }

    private static void requireId(String field, String id) throws AbortException {
        if (!RunAddress.isId(id)) {
            throw new AbortException(id.isEmpty() ? Messages.WaitSpec_noId(field) : Messages.WaitSpec_badId(field));
        }
    }

    /**
     * The run on a server; empty where it is to be started or is the latest, which has to be found.
     *
     * @throws AbortException if the run is not of the server or the connection; says so
     */
    @NonNull
    public Optional<RunAddress> address(ServerUrl api) throws AbortException {
        return starts ? Optional.empty() : choice(api).address();
    }

    /**
     * The connection on a server.
     *
     * @throws AbortException as {@link #address}
     */
    @NonNull
    public ConnectionAddress connection(ServerUrl api) throws AbortException {
        return starts
                ? new ConnectionAddress(api, type(), connectionId)
                : choice(api).connection();
    }

    private RunChoice choice(ServerUrl api) throws AbortException {
        ConnectionType type = type();
        return usable(() -> RunChoice.parse(runId, connectionId, type, api), Messages::WaitSpec_run);
    }

    /**
     * The manifest of the run to be started; null for a storage connection.
     *
     * @throws AbortException if it is missing, none, or not for that kind of connection; says so
     */
    @CheckForNull
    public Manifest checkedManifest() throws AbortException {
        boolean storage = type() == ConnectionType.STORAGE;
        if (storage != (manifest == null)) {
            throw new AbortException(storage ? Messages.WaitSpec_manifestOfStorage() : Messages.WaitSpec_noManifest());
        }
        return manifest == null ? null : manifestOf(manifest);
    }

    static Manifest manifestOf(String json) throws AbortException {
        return usable(() -> Manifest.of(json.getBytes(StandardCharsets.UTF_8)), Messages::WaitSpec_manifest);
    }

    private static <T> T usable(Supplier<T> reading, Function<Object, String> refusal) throws AbortException {
        try {
            return reading.get();
        } catch (UnusableTextException why) {
            throw new AbortException(refusal.apply(why.in(LocaleProvider.getLocale())));
        }
    }

    /**
     * What to do if a run is active.
     *
     * @throws AbortException if it is none of the choices
     */
    @NonNull
    public IfActive ifActive() throws AbortException {
        return ifActive == null
                ? IfActive.WAIT
                : IfActive.of(ifActive)
                        .orElseThrow(() -> new AbortException(Messages.WaitSpec_ifActive(
                                shown(ifActive), listed(IfActive.values(), IfActive::text))));
    }

    private ConnectionType defaultType() {
        return starts && manifest == null ? ConnectionType.STORAGE : ConnectionType.MANIFEST;
    }

    private ConnectionType type() throws AbortException {
        return connectionType == null
                ? defaultType()
                : ConnectionType.of(connectionType)
                        .orElseThrow(() -> new AbortException(Messages.WaitSpec_connectionType(
                                shown(connectionType), listed(ConnectionType.values(), ConnectionType::text))));
    }

    public Duration timeout() {
        int standard = SynchronizationConfiguration.get().getDefaultTimeoutMinutes();
        return Duration.ofMinutes(timeoutMinutes > 0 ? timeoutMinutes : standard);
    }

    /**
     * Which outcome each result leads to.
     *
     * @throws AbortException if one is no result of Jenkins
     */
    public OutcomeMapping mapping() throws AbortException {
        OutcomeMapping mapping = OutcomeMapping.defaults();
        for (ExecutionResult result : ExecutionResult.values()) {
            String wanted = outcome(result);
            if (wanted != null) {
                mapping = mapping.with(result, outcome(result, wanted));
            }
        }
        return mapping;
    }

    private static Outcome outcome(ExecutionResult result, String name) throws AbortException {
        try {
            return Outcome.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new AbortException(
                    Messages.WaitSpec_outcome("on" + result.text(), shown(name), listed(Outcome.values(), Enum::name)));
        }
    }

    /** An argument as an error repeats it: in one line, since it can come from a build parameter. */
    private static String shown(String argument) {
        return Sanitizer.oneLine(argument, MAX_LABEL);
    }

    private static <T> String listed(T[] values, Function<T, String> text) {
        return Arrays.stream(values).map(text).collect(Collectors.joining(", "));
    }
}
