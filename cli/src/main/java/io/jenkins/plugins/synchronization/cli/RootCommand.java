package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program without a command. What is declared here for help texts is valid for all commands. */
@Command(
        name = "itwin-synchronization",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        usageHelpWidth = 100,
        description = {
            "Starts runs of Bentley's iTwin Synchronization API, waits for them and reports their results.",
            ""
        },
        descriptionHeading = "%n",
        parameterListHeading = "Input:%n",
        optionListHeading = "Options:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%n",
        footer = {"Start with: java -jar itwin-synchronization-cli.jar wait --help", ""})
final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: start, run, wait, report or simulate");
    }

    /** The program with all its commands. */
    static CommandLine commandLine(Shell shell) {
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new StartCommand(shell))
                .addSubcommand(new RunCommand(shell))
                .addSubcommand(new WaitCommand(shell))
                .addSubcommand(new ReportCommand(shell))
                .addSubcommand(new SimulateCommand(shell))
                .addSubcommand(new GenerateCompletion())
                .addSubcommand(new HelpCommand());
        root.registerConverter(Duration.class, new DurationConverter());
        root.registerConverter(Path.class, new PathConverter());
        root.registerConverter(ExecutionResult.class, RootCommand::result);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExpandAtFiles(false);
        root.getCommandSpec().usageMessage().exitCodeList(exitCodes(EnumSet.allOf(ExitCode.class)));
        Set<ExitCode> ofWaiting = EnumSet.complementOf(EnumSet.of(ExitCode.NOT_A_RUN));
        usage(root, "wait").exitCodeList(exitCodes(ofWaiting));
        usage(root, "run").exitCodeList(exitCodes(ofWaiting));
        usage(root, "start")
                .exitCodeList(exitCodes(EnumSet.complementOf(EnumSet.of(
                        ExitCode.NOT_A_RUN,
                        ExitCode.UNSTABLE,
                        ExitCode.FAILURE,
                        ExitCode.NOT_BUILT,
                        ExitCode.ABORTED))));
        usage(root, "report")
                .exitCodeList(exitCodes(EnumSet.of(
                        ExitCode.SUCCESS,
                        ExitCode.INTERNAL_ERROR,
                        ExitCode.USAGE,
                        ExitCode.NOT_A_RUN,
                        ExitCode.FILE_NOT_WRITTEN)));
        Stream.of("simulate", "generate-completion", "help")
                .forEach(command -> usage(root, command).exitCodeListHeading(""));
        usage(root, "help").header(new String[0]).description("Shows the help of a command.", "");
        usage(root, "generate-completion")
                .description("Prints a completion script for bash and zsh.", "")
                .footer(
                        "Examples:",
                        "  itwin-synchronization() { java -jar /opt/itwin-synchronization-cli.jar \"$@\"; }",
                        "  source <(itwin-synchronization generate-completion)",
                        "");
        return root;
    }

    private static ExecutionResult result(String text) {
        return Term.of(ExecutionResult.class, text)
                .known()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a run result; allowed: "
                        + Arrays.stream(ExecutionResult.values())
                                .map(ExecutionResult::text)
                                .collect(Collectors.joining(", "))));
    }

    private static UsageMessageSpec usage(CommandLine root, String command) {
        return root.getSubcommands().get(command).getCommandSpec().usageMessage();
    }

    private static Map<String, String> exitCodes(Set<ExitCode> possible) {
        Map<String, String> codes = new LinkedHashMap<>();
        possible.forEach(code -> codes.put(String.format(Locale.ROOT, "%3d", code.number()), code.meaning()));
        codes.put("130", "interrupted (SIGINT)");
        codes.put("143", "terminated (SIGTERM)");
        return codes;
    }
}
