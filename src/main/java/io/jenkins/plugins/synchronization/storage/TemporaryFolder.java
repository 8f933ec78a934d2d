package io.jenkins.plugins.synchronization.storage;

import hudson.Util;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The folder for temporary files, in Jenkins' home and not on the system's disk, which may be small. */
@Restricted(NoExternalUse.class)
public final class TemporaryFolder {

    private TemporaryFolder() {}

    /** The folder, which may not exist yet. */
    public static Path path() {
        return Jenkins.get().getRootDir().toPath().resolve("itwin-synchronization-tmp");
    }

    /** A new folder in it. */
    public static Path newFolder(String prefix) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(path()), prefix);
    }

    /** Deletes what a Jenkins that was killed left behind. */
    static void deleteOlderThan(Instant started) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path())) {
            for (Path file : files) {
                if (BodyStore.isOlder(file, started)) {
                    Util.deleteRecursive(file.toFile());
                }
            }
        } catch (NoSuchFileException | NotDirectoryException nothing) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
