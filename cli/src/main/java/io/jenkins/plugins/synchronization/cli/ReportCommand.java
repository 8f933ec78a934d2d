package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code report}. */
@Command(
        name = "report",
        sortOptions = false,
        description = {"Makes the files of a report from a saved run.", ""},
        descriptionHeading = "%n",
        parameterListHeading = "Input:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%n",
        footer = {
            "The same files as wait writes, from what wait --json saved or from any answer of the API to \"get run\".",
            "Runs of any size are read in one pass and little memory.",
            "",
            "Examples:",
            "  itwin-synchronization report run.json --html report.html --csv tasks.csv --badge badge.svg",
            "  curl ... | itwin-synchronization report - --html report.html",
            ""
        })
final class ReportCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "RUN.json", description = "The saved run; - for standard input.")
    private Path input;

    @Mixin
    private FileOptions options;

    @Mixin
    private HelpOption help;

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try {
            return write().number();
        } catch (UsageException wrong) {
            return refuse(ExitCode.USAGE, wrong.getMessage());
        } catch (NotARunException notARun) {
            return refuse(ExitCode.NOT_A_RUN, inputName() + " is not a run: " + notARun.getMessage());
        } catch (OutputException cannot) {
            return refuse(ExitCode.FILE_NOT_WRITTEN, cannot.getMessage());
        } catch (InputException cannot) {
            return refuse(ExitCode.USAGE, "Cannot read " + inputName() + ": " + cannot.getMessage());
        } catch (IOException temporary) {
            return refuse(ExitCode.FILE_NOT_WRITTEN, "Cannot write temporary files: " + FileProblem.of(temporary));
        }
    }

    private ExitCode write() throws UsageException, IOException {
        Map<FileKind, Path> wanted = options.wanted();
        if (wanted.isEmpty()) {
            throw new UsageException("There is nothing to write: name a file with --html, --csv or --badge");
        }
        Map<String, Path> inputs = input.equals(STANDARD_INPUT) ? Map.of() : Map.of(inputName(), input);
        try (InputStream body = new InputException.Source(open());
                WorkFolder folder = WorkFolder.create()) {
            OutputFiles files = OutputFiles.plan(wanted, inputs);
            Runnable undo = () -> {
                files.discard();
                folder.delete();
            };
            try (Interruption interruption = new Interruption(undo)) {
                new RunFiles(files, shell.locale(), folder.path()).write(body);
                if (interruption.claim()) {
                    files.publish();
                }
            } finally {
                files.discard();
            }
        }
        return ExitCode.SUCCESS;
    }

    private InputStream open() throws UsageException {
        if (input.equals(STANDARD_INPUT)) {
            return shell.in();
        }
        if (Files.isDirectory(input)) {
            throw new UsageException("Cannot read " + input + ": it is a folder");
        }
        try {
            return Files.newInputStream(input);
        } catch (IOException unreadable) {
            throw new UsageException("Cannot read " + input + ": " + FileProblem.of(unreadable));
        }
    }

    private String inputName() {
        return input.equals(STANDARD_INPUT) ? "standard input" : input.toString();
    }

    private int refuse(ExitCode exitCode, String why) {
        shell.say(why);
        return exitCode.number();
    }
}
