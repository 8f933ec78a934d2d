package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A folder for temporary files, deleted at the end with whatever is left in it. */
final class WorkFolder implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(WorkFolder.class.getName());

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** Creates one in the system's temporary folder; throws {@link OutputException} if that cannot be written. */
    static WorkFolder create() throws OutputException {
        try {
            return new WorkFolder(Files.createTempDirectory("itwin-synchronization"));
        } catch (IOException cannot) {
            throw new OutputException(
                    Path.of(System.getProperty("java.io.tmpdir")),
                    FileProblem.of(cannot)
                            + " (temporary files are written there; -Djava.io.tmpdir=FOLDER before -jar chooses another folder)");
        }
    }

    /** Its path. */
    Path path() {
        return path;
    }

    /** Deletes it with everything in it; a second time does nothing. */
    void delete() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException goneOrBusy) {
            LOGGER.log(Level.FINE, "Cannot delete the temporary folder " + path, goneOrBusy);
        }
    }

    /** The same as {@link #delete}. */
    @Override
    public void close() {
        delete();
    }
}
