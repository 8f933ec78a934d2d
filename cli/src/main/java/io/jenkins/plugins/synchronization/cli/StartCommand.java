package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code start}. */
@Command(
        name = "start",
        description = {
            "Starts a synchronization run without waiting for it.",
            "One line of JSON with the IDs of the run is written to standard output.",
            ""
        },
        footer = {
            "Durations are whole numbers with units: 500ms, 90s, 30m, 24h, 1d12h.",
            "",
            TokenOptions.ENVIRONMENT,
            "",
            "Examples:",
            "  itwin-synchronization start --connection ID --manifest manifest.json",
            "  itwin-synchronization start --connection ID --storage --if-active fail",
            "",
            "itwin-synchronization stands for: java -jar itwin-synchronization-cli.jar",
            ""
        })
final class StartCommand implements Callable<Integer>, ResultCommand {

    private final Shell shell;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private StartOptions start;

    @Mixin
    private TokenOptions token;

    @Mixin
    private PacingOptions pacing;

    @Option(names = "--quiet", description = "Show only errors.")
    private boolean quiet;

    StartCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException, UsageException, OutputException {
        ConnectionAddress address = connection.connection();
        RunSource source = RunSource.start(address, start.manifest(shell, address), start.ifActive());
        ApiPlan plan = ApiPlan.of(shell, address.server(), connection.tokenServer(), token, pacing, quiet);
        try (ApiSession api = new ApiSession(plan)) {
            return start(source, api).number();
        }
    }

    private ExitCode start(RunSource source, ApiSession api) throws InterruptedException {
        Runnable onSignal = () -> print(null, ResultError.interrupted("start", shell.locale()));
        Consumer<String> lines = quiet ? line -> {} : shell::say;
        try (Interruption interruption = new Interruption(onSignal, api::close)) {
            try {
                StartedRun run = source.find(api, shell.locale(), lines);
                if (interruption.claim()) {
                    print(run, null);
                }
                return ExitCode.SUCCESS;
            } catch (NoRunException none) {
                if (interruption.claim()) {
                    String text = FailureText.of(none.failure(), shell.locale());
                    shell.say(text);
                    print(null, ResultError.of(none.failure(), text));
                }
                return ExitCode.of(none.failure().reason());
            }
        }
    }

    @Override
    public void result(ExitCode exitCode, String why) {
        print(null, ResultError.of(exitCode.name(), why));
    }

    private void print(StartedRun run, ResultError error) {
        shell.result(ResultJson.of(run, error), false);
    }
}
