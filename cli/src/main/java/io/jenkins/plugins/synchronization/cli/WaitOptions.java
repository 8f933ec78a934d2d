package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to wait for a run, and what to write of it. */
final class WaitOptions {

    @Mixin
    private TokenOptions token;

    @Mixin
    private PacingOptions pacing;

    @Option(
            names = "--map",
            paramLabel = "RESULT=OUTCOME",
            completionCandidates = Rules.class,
            description =
                    "Outcome, and so exit code, for a result, such as Skipped=NOT_BUILT. Can be repeated. Default:"
                            + " SUCCESS for Success and Skipped, UNSTABLE for PartialSuccess, ABORTED for Canceled, FAILURE for"
                            + " all others.")
    private Map<ExecutionResult, Outcome> outcomes = Map.of();

    @Mixin
    private FileOptions files;

    @Mixin
    private FileNamesOption fileNames;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the run as the API sent it, as input for report.")
    private Path json;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "File with the durations of earlier runs of the connection, used to estimate how long the"
                    + " run will take and to poll accordingly. The duration of this run is added to it.")
    private Path history;

    @Option(names = "--quiet", description = "Show only errors.")
    private boolean quiet;

    /** What a shell offers after {@code --map}. */
    static final class Rules extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Rules() {
            for (ExecutionResult result : ExecutionResult.values()) {
                for (Outcome outcome : Outcome.values()) {
                    add(result.text() + "=" + outcome);
                }
            }
        }
    }

    /**
     * Checks the options.
     *
     * @param server the API server
     * @param tokenServer the token endpoint; null where it is unknown
     * @param manifest the file that a run is started with, or null
     * @param known names of files that are known without the options
     * @throws UsageException if an option is invalid
     * @throws OutputException if a file cannot be written
     */
    WaitPlan plan(Shell shell, ServerUrl server, ServerUrl tokenServer, Path manifest, FileNames known)
            throws UsageException, OutputException {
        return new WaitPlan(
                ApiPlan.of(shell, server, tokenServer, token, pacing, quiet),
                mapping(),
                outputs(manifest),
                known.with(fileNames.read()),
                history());
    }

    /** Whether one of the files is standard output. */
    boolean useStandardOutput() {
        return wanted().values().stream().anyMatch(OutputFile::isStandardOutput);
    }

    private OutcomeMapping mapping() {
        OutcomeMapping mapping = OutcomeMapping.defaults();
        for (Map.Entry<ExecutionResult, Outcome> rule : outcomes.entrySet()) {
            mapping = mapping.with(rule.getKey(), rule.getValue());
        }
        return mapping;
    }

    private OutputFiles outputs(Path manifest) throws UsageException, OutputException {
        Map<String, Path> inputs = new LinkedHashMap<>();
        inputs.put("--token-file", token.file());
        inputs.put("--file-names", fileNames.file());
        inputs.put("--history", history);
        inputs.put("--manifest", manifest);
        inputs.values().removeIf(Objects::isNull);
        return OutputFiles.plan(wanted(), inputs);
    }

    private HistoryFile history() throws UsageException, OutputException {
        return history == null ? null : new HistoryFile(history);
    }

    private Map<FileKind, Path> wanted() {
        Map<FileKind, Path> wanted = files.wanted();
        if (json != null) {
            wanted.put(FileKind.JSON, json);
        }
        return wanted;
    }
}
