package io.jenkins.plugins.synchronization.cli;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
        name = "itwin-synchronization",
        versionProvider = Version.class,
        description = {"Waits for runs of Bentley's iTwin Synchronization API, and shows how they ended.", ""},
        descriptionHeading = "%n",
        optionListHeading = "Options:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%n",
        footer = {"Start with: java -jar itwin-synchronization-cli.jar wait --help", ""})
final class RootCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? There are wait, report and simulate");
    }

    /** The program with all its commands. */
    static CommandLine commandLine(Shell shell) {
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new WaitCommand(shell))
                .addSubcommand(new ReportCommand(shell))
                .addSubcommand(new SimulateCommand(shell));
        root.registerConverter(Duration.class, new DurationConverter());
        root.registerConverter(MappingRule.class, new MappingRule.Converter());
        root.setExpandAtFiles(false);
        root.setUsageHelpWidth(100);
        root.getCommandSpec().usageMessage().exitCodeList(exitCodes(EnumSet.allOf(ExitCode.class)));
        usage(root, "wait").exitCodeList(exitCodes(EnumSet.complementOf(EnumSet.of(ExitCode.NOT_A_RUN))));
        usage(root, "report")
                .exitCodeList(exitCodes(EnumSet.of(
                        ExitCode.SUCCESS,
                        ExitCode.BUG,
                        ExitCode.USAGE,
                        ExitCode.NOT_A_RUN,
                        ExitCode.FILE_NOT_WRITTEN)));
        return root;
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
