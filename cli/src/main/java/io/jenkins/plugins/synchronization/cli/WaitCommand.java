package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code wait}. */
@Command(
        name = "wait",
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Waits until a synchronization run is over.",
            "How it goes is told on standard error; at the end standard output gets one line of JSON.",
            ""
        },
        descriptionHeading = "%n",
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%n",
        footer = {
            "Durations are whole numbers with a unit: 500ms, 90s, 30m, 24h.",
            "",
            "Environment:",
            "  ITWIN_TOKEN                 a bearer token, used where there is no --token-file",
            "  ITWIN_CLIENT_ID, ITWIN_CLIENT_SECRET",
            "                              a service application's client id and secret, used where there",
            "                              is no token either; tokens are renewed while the wait goes on",
            "  HTTPS_PROXY, HTTP_PROXY     the proxy, as http://user:password@host:port; HTTP_PROXY is",
            "                              used where HTTPS_PROXY is not set",
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
            description = "Which outcome, and so which exit code, a result leads to, such as Skipped=NOT_BUILT. May be"
                    + " repeated. Default: Success and Skipped SUCCESS, PartialSuccess UNSTABLE, Canceled ABORTED, all"
                    + " others FAILURE.")
    private List<MappingRule> rules = List.of();

    @Mixin
    private FileOptions files;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the run as the API sent it, for report.")
    private Path json;

    @Option(names = "--quiet", description = "Show nothing but errors.")
    private boolean quiet;

    @Mixin
    private HelpOption help;

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
        ProxyEnvironment proxies = proxies();
        CredentialSource credentials = token.source(shell, tokenServer);
        return new WaitPlan(address, credentials, settings, mapping(), outputs(), proxies, quiet);
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
        for (MappingRule rule : rules) {
            mapping = mapping.with(rule.result(), rule.outcome());
        }
        return mapping;
    }

    private OutputFiles outputs() throws UsageException, OutputException {
        Map<FileKind, Path> wanted = files.wanted();
        if (json != null) {
            wanted.put(FileKind.JSON, json);
        }
        return OutputFiles.plan(wanted, token.file() == null ? Map.of() : Map.of("--token-file", token.file()));
    }

    private int refuse(ExitCode exitCode, String why) {
        shell.say(why);
        shell.result(ResultJson.of(null, null, 0, ResultError.of(exitCode.name(), why)));
        return exitCode.number();
    }
}
