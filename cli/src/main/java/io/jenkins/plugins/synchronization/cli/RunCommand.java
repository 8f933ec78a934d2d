package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.Manifest;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code run}. */
@Command(
        name = "run",
        description = {
            "Starts a synchronization run and waits for it to complete.",
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
            "  itwin-synchronization run --connection ID --manifest manifest.json --html report.html",
            "  itwin-synchronization run --connection ID --storage --if-active join --timeout 2h",
            "",
            "itwin-synchronization stands for: java -jar itwin-synchronization-cli.jar",
            ""
        })
final class RunCommand implements Callable<Integer>, ResultCommand {

    private final Shell shell;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private StartOptions start;

    @Mixin
    private WaitOptions options;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException, UsageException, OutputException {
        ConnectionAddress address = connection.connection();
        Manifest manifest = start.manifest(shell, address);
        RunSource source = RunSource.start(address, manifest, start.ifActive());
        FileNames names = manifest == null ? FileNames.NONE : manifest.fileNames();
        return WaitSession.run(
                shell,
                options.plan(shell, address.server(), connection.tokenServer(), start.file(), names),
                source,
                true);
    }

    @Override
    public void result(ExitCode exitCode, String why) {
        WaitSession.refuse(shell, exitCode, why, options.useStandardOutput());
    }
}
