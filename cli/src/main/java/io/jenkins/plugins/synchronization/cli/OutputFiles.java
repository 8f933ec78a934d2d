package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All files that one command writes: they appear together, at the end, or not at all. Safe for use by several threads. */
final class OutputFiles {

    private final Map<FileKind, OutputFile> files;
    private boolean discarded;

    private OutputFiles(Map<FileKind, OutputFile> files) {
        this.files = files;
    }

    /**
     * Finds out whether the files can be written, without writing them.
     *
     * @param wanted the file of each kind, not null
     * @param inputs files that the command reads, by what they are called, not null
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
                if (isSame(file, other.getValue().target())) {
                    throw new UsageException(other.getKey().option() + " and " + option + " name the same file");
                }
            }
            for (Map.Entry<String, Path> input : inputs.entrySet()) {
                if (isSame(file, input.getValue())) {
                    throw new UsageException(option + " would overwrite " + input.getKey());
                }
            }
            files.put(entry.getKey(), file);
        }
        return new OutputFiles(files);
    }

    private static boolean isSame(OutputFile file, Path other) {
        try {
            return file.target().equals(other) || Files.isSameFile(file.target(), other);
        } catch (IOException oneDoesNotExist) {
            return false;
        }
    }

    /** Whether a file of this kind was asked for. */
    boolean has(FileKind kind) {
        return files.containsKey(kind);
    }

    /** Opens the draft of a file that was asked for; to be closed by the caller. */
    synchronized OutputStream open(FileKind kind) throws OutputException {
        OutputFile file = files.get(kind);
        if (discarded) {
            throw new OutputException(file.named(), "the program is being ended");
        }
        return file.open();
    }

    /** Moves all drafts to their places. */
    synchronized void publish() throws OutputException {
        if (!discarded) {
            for (OutputFile file : files.values()) {
                file.publish();
            }
        }
    }

    /** Deletes all drafts; none can be opened or published after. */
    synchronized void discard() {
        discarded = true;
        files.values().forEach(OutputFile::discard);
    }

    /** The names that the user gave, in the order of {@link FileKind}. */
    List<Path> names() {
        return files.values().stream().map(OutputFile::named).toList();
    }
}
