package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code report}. */
@Command(
        name = "report",
        description = {"Writes the files of a report from a saved run.", ""},
        optionListHeading = "%nOptions:%n",
        footer = {
            "The input is what wait --json wrote, a response of the API, the run alone, or a list of one run.",
            "One FILE can be -, for standard output. Runs of any size are read in little memory.",
            "",
            "Examples:",
            "  itwin-synchronization report run.json --html report.html --csv tasks.csv --badge badge.svg",
            "  curl ... | itwin-synchronization report - --csv - > tasks.csv",
            ""
        })
final class ReportCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "RUN.json", description = "The saved run; - is standard input.")
    private Path input;

    @Mixin
    private FileOptions options;

    @Mixin
    private FileNamesOption fileNames;

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws UsageException, OutputException {
        try {
            write();
            return ExitCode.SUCCESS.number();
        } catch (NotARunException | SavedRun.NotOneRunException notARun) {
            return refuse(ExitCode.NOT_A_RUN, inputName() + " is not a run: " + notARun.getMessage());
        } catch (OutputException cannot) {
            throw cannot;
        } catch (InputException cannot) {
            throw new UsageException("Cannot read " + inputName() + ": " + cannot.getMessage());
        } catch (IOException temporary) {
            return refuse(ExitCode.FILE_NOT_WRITTEN, "Cannot write temporary files: " + FileProblem.of(temporary));
        }
    }

    private void write() throws UsageException, IOException {
        Map<FileKind, Path> wanted = options.wanted();
        if (wanted.isEmpty()) {
            throw new UsageException("No file to write: add --html, --csv or --badge");
        }
        Map<String, Path> inputs = new HashMap<>();
        if (!input.equals(STANDARD_INPUT)) {
            inputs.put(inputName(), input);
        }
        if (fileNames.file() != null) {
            inputs.put("--file-names", fileNames.file());
        }
        FileNames names = fileNames.read();
        try (InputStream in = new InputException.Source(open());
                WorkFolder folder = WorkFolder.create()) {
            OutputFiles files = OutputFiles.plan(wanted, inputs);
            Runnable undo = () -> {
                files.discard();
                folder.delete();
            };
            try (Interruption interruption = new Interruption(() -> {}, undo)) {
                Path saved = saved(in, folder);
                new RunFiles(files, shell.locale(), folder.path())
                        .write(
                                () -> SavedRun.open(
                                        new InputException.Source(Files.newInputStream(saved)), folder.path()),
                                names);
                if (interruption.claim()) {
                    files.publish(shell.out());
                }
            } finally {
                files.discard();
            }
        }
    }

    /** The run as a file that can be read more than once, which standard input and pipes cannot. */
    private Path saved(InputStream body, WorkFolder folder) throws IOException {
        if (!input.equals(STANDARD_INPUT) && Files.isRegularFile(input)) {
            return input;
        }
        Path copy = folder.path().resolve("run.json");
        Files.copy(body, copy);
        return copy;
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
