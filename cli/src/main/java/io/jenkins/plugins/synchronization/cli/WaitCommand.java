package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code wait}. */
@Command(
        name = "wait",
        description = {
            "Waits until a synchronization run is completed.",
            "Progress is written to standard error, and finally one line of JSON to standard output.",
            ""
        },
        footer = {
            "Durations are whole numbers with units: 500ms, 90s, 30m, 24h, 1d12h.",
            "A FILE of - is standard output; the line of JSON is then written to standard error.",
            "",
            "Environment:",
            "  ITWIN_TOKEN                 a bearer token, used without --token-file",
            "  ITWIN_CLIENT_ID, ITWIN_CLIENT_SECRET",
            "                              a service application's client ID and secret, used if there is no",
            "                              token either; tokens are renewed automatically",
            "  HTTPS_PROXY, HTTP_PROXY     the proxy, as http://user:password@host:port; HTTP_PROXY is",
            "                              used if HTTPS_PROXY is not set",
            "  NO_PROXY                    hosts that need no proxy, such as .example.com,10.0.0.7",
            "",
            "Examples:",
            "  ITWIN_TOKEN=... itwin-synchronization wait --connection ID --run ID --html report.html",
            "  itwin-synchronization wait --connection ID --run ID --token-file token.txt --timeout 2h",
            "  itwin-synchronization wait --connection ID --run ID --map Skipped=NOT_BUILT --quiet",
            "",
            "itwin-synchronization stands for: java -jar itwin-synchronization-cli.jar",
            ""
        })
final class WaitCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private RunOptions run;

    @Mixin
    private TokenOptions token;

    @Mixin
    private PacingOptions pacing;

    @Option(
            names = "--map",
            paramLabel = "RESULT=OUTCOME",
            description =
                    "Outcome, and so exit code, for a result, such as Skipped=NOT_BUILT. Can be repeated. Default:"
                            + " SUCCESS for Success and Skipped, UNSTABLE for PartialSuccess, ABORTED for Canceled, FAILURE for"
                            + " all others.")
    private Map<ExecutionResult, Outcome> outcomes = Map.of();

    @Mixin
    private FileOptions files;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the run as the API sent it, as input for report.")
    private Path json;

    @Option(names = "--quiet", description = "Show only errors.")
    private boolean quiet;

    WaitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (WaitSession session = new WaitSession(shell, plan())) {
            return session.run().number();
        } catch (UsageException wrong) {
            return refuse(ExitCode.USAGE, wrong.getMessage());
        } catch (OutputException cannot) {
            return refuse(ExitCode.FILE_NOT_WRITTEN, cannot.getMessage());
        }
    }

    private WaitPlan plan() throws UsageException, OutputException {
        RunAddress address = run.address();
        ServerUrl tokenServer = run.tokenServer();
        WaitSettings settings = pacing.settings(token.refresh());
        HttpSettings http = pacing.http();
        OkHttpClient network = ProxiedHttp.client(proxies());
        CredentialSource credentials = token.source(shell, tokenServer);
        return new WaitPlan(address, credentials, settings, mapping(), outputs(), network, http, quiet);
    }

    private ProxyEnvironment proxies() throws UsageException {
        try {
            return new ProxyEnvironment(shell.environment());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }

    private OutcomeMapping mapping() {
        OutcomeMapping mapping = OutcomeMapping.defaults();
        for (Map.Entry<ExecutionResult, Outcome> rule : outcomes.entrySet()) {
            mapping = mapping.with(rule.getKey(), rule.getValue());
        }
        return mapping;
    }

    private OutputFiles outputs() throws UsageException, OutputException {
        return OutputFiles.plan(wanted(), token.file() == null ? Map.of() : Map.of("--token-file", token.file()));
    }

    private Map<FileKind, Path> wanted() {
        Map<FileKind, Path> wanted = files.wanted();
        if (json != null) {
            wanted.put(FileKind.JSON, json);
        }
        return wanted;
    }

    private int refuse(ExitCode exitCode, String why) {
        shell.say(why);
        result(exitCode, why);
        return exitCode.number();
    }

    /** Prints the line of JSON for a wait that did not begin. */
    void result(ExitCode exitCode, String why) {
        boolean standardOutputIsAFile = wanted().containsValue(OutputFile.STANDARD_OUTPUT);
        shell.result(ResultJson.of(null, null, 0, ResultError.of(exitCode.name(), why)), standardOutputIsAFile);
    }
}
