package io.jenkins.plugins.synchronization.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file that appears whole or not at all: it is written beside its place under another name and moved there at the end.
 * A link is followed, what else is no regular file is left alone.
 */
final class OutputFile {

    private static final Logger LOGGER = Logger.getLogger(OutputFile.class.getName());
    private static final int BUFFER = 1 << 16;

    private final Path named;
    private final Path target;
    private final Path draft;

    /** Takes the name that the user gave; throws {@link OutputException} if no file can be written there. */
    OutputFile(Path named) throws OutputException {
        this.named = named;
        try {
            target = resolve(named);
            draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            Files.createFile(draft);
            Files.delete(draft);
        } catch (OutputException known) {
            throw known;
        } catch (IOException cannot) {
            throw new OutputException(named, FileProblem.of(cannot));
        }
    }

    private static Path resolve(Path named) throws IOException {
        Path absolute = named.toAbsolutePath().normalize();
        if (absolute.getFileName() == null || Files.isDirectory(absolute)) {
            throw new OutputException(named, "it is a folder");
        }
        if (Files.exists(absolute)) {
            if (!Files.isRegularFile(absolute)) {
                throw new OutputException(named, "it is not a regular file");
            }
            return absolute.toRealPath();
        }
        Path folder = absolute.getParent();
        if (!Files.isDirectory(folder)) {
            throw new OutputException(named, "there is no folder " + folder);
        }
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    /** The name that the user gave. */
    Path named() {
        return named;
    }

    /** Where the file will really be: absolute, without links. */
    Path target() {
        return target;
    }

    /** Opens the draft for writing, once; to be closed by the caller. Its errors are {@link OutputException}s. */
    OutputStream open() throws OutputException {
        try {
            return new Draft(new BufferedOutputStream(
                    Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER));
        } catch (IOException cannot) {
            throw new OutputException(named, FileProblem.of(cannot));
        }
    }

    /** Moves the finished draft to its place. */
    void publish() throws OutputException {
        try {
            move();
        } catch (IOException cannot) {
            throw new OutputException(named, FileProblem.of(cannot));
        }
    }

    private void move() throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException oldFileSystem) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the draft, if it is still there. */
    void discard() {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException left) {
            LOGGER.log(Level.FINE, "Cannot delete the draft " + draft, left);
        }
    }

    private final class Draft extends FilterOutputStream {
        Draft(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            try {
                out.write(from, offset, length);
            } catch (IOException cannot) {
                throw new OutputException(named, FileProblem.of(cannot));
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException cannot) {
                throw new OutputException(named, FileProblem.of(cannot));
            }
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } catch (OutputException known) {
                throw known;
            } catch (IOException cannot) {
                throw new OutputException(named, FileProblem.of(cannot));
            }
        }
    }
}
