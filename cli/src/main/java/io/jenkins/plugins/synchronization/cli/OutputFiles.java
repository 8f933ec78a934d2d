package io.jenkins.plugins.synchronization.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All files that one command writes: they appear together, at the end, or not at all. Safe for use by several threads. */
final class OutputFiles {

    private final Map<FileKind, OutputFile> files;
    private volatile boolean discarded;

    private OutputFiles(Map<FileKind, OutputFile> files) {
        this.files = files;
    }

    /**
     * Checks that the files can be written, without writing them.
     *
     * @param wanted the file of each kind
     * @param inputs files that the command reads, by their names for messages
     * @throws UsageException if two of them are the same file
     * @throws OutputException if one cannot be written
     */
    static OutputFiles plan(Map<FileKind, Path> wanted, Map<String, Path> inputs)
            throws UsageException, OutputException {
        Map<FileKind, OutputFile> files = new EnumMap<>(FileKind.class);
        for (Map.Entry<FileKind, Path> entry : wanted.entrySet()) {
            String option = entry.getKey().option();
            OutputFile file = new OutputFile(entry.getValue());
            for (Map.Entry<FileKind, OutputFile> other : files.entrySet()) {
                if (file.isSame(other.getValue())) {
                    throw new UsageException(other.getKey().option() + " and " + option + " name the same file, "
                            + other.getValue().name());
                }
            }
            for (Map.Entry<String, Path> input : inputs.entrySet()) {
                if (file.isSame(input.getValue())) {
                    throw new UsageException(option + " would overwrite " + input.getKey());
                }
            }
            files.put(entry.getKey(), file);
        }
        return new OutputFiles(files);
    }

    /** Whether a file of this kind is to be written. */
    boolean has(FileKind kind) {
        return files.containsKey(kind);
    }

    /** Whether one of them is standard output. */
    boolean useStandardOutput() {
        return files.values().stream().anyMatch(OutputFile::isStandardOutput);
    }

    /** Opens the draft of a file; to be closed by the caller. Drafts that cannot be beside their file are in a folder. */
    synchronized OutputStream open(FileKind kind, Path temporary) throws OutputException {
        if (discarded) {
            throw new OutputException(Path.of(files.get(kind).name()), "the program is being stopped");
        }
        return files.get(kind).open(temporary);
    }

    /**
     * Moves or copies all drafts to their places: first those that may fail, last those that only have to be renamed. Not
     * synchronized: {@link #discard} does not wait for a reader of standard output.
     */
    void publish(PrintStream standardOutput) throws OutputException {
        if (!discarded) {
            for (OutputFile file : files.values().stream()
                    .sorted(Comparator.comparing(OutputFile::isReplaceable))
                    .toList()) {
                file.publish(standardOutput);
            }
        }
    }

    /** Deletes all drafts; none can be opened or published after. */
    synchronized void discard() {
        discarded = true;
        files.values().forEach(OutputFile::discard);
    }

    /** The names for messages, in the order of {@link FileKind}. */
    List<String> names() {
        return files.values().stream().map(OutputFile::name).toList();
    }
}
