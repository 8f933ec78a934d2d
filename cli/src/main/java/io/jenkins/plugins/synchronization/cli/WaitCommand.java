package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.RunChoice;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code wait}. */
@Command(
        name = "wait",
        description = {
            "Waits for a synchronization run to complete.",
            "Progress is written to standard error, and finally one line of JSON to standard output.",
            ""
        },
        footer = {
            "Durations are whole numbers with units: 500ms, 90s, 30m, 24h, 1d12h.",
            "One FILE can be -, for standard output; the line of JSON is then written to standard error.",
            "",
            TokenOptions.ENVIRONMENT,
            "",
            "Examples:",
            "  ITWIN_TOKEN=... itwin-synchronization wait --connection ID --run ID --html report.html",
            "  itwin-synchronization wait --connection ID --run ID --token-file token.txt --timeout 2h",
            "  itwin-synchronization wait --connection ID --storage --run latest",
            "  itwin-synchronization wait --connection ID --run ID --map Skipped=NOT_BUILT --quiet",
            "",
            "itwin-synchronization stands for: java -jar itwin-synchronization-cli.jar",
            ""
        })
final class WaitCommand implements Callable<Integer>, ResultCommand {

    private final Shell shell;

    @Mixin
    private ConnectionOptions connection;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "ID",
            description =
                    "The run to wait for: its ID, its URL, or latest for the newest run of the connection. The URL"
                            + " names the connection, too, so that --connection and --storage are not needed.")
    private String run;

    @Mixin
    private WaitOptions options;

    WaitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException, UsageException, OutputException {
        RunChoice choice = connection.run(run);
        return WaitSession.run(
                shell,
                options.plan(shell, choice.connection().server(), connection.tokenServer(), null, FileNames.NONE),
                RunSource.of(choice),
                false);
    }

    @Override
    public void result(ExitCode exitCode, String why) {
        WaitSession.refuse(shell, exitCode, why, options.useStandardOutput());
    }
}
