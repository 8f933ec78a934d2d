package io.jenkins.plugins.synchronization.storage;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The waits of builds that ended without an answer: a small file for each beside the stored bodies, so that the page that
 * people watched can still say what happened. Not in {@code build.xml}: no run was kept.
 */
@Restricted(NoExternalUse.class)
public final class FailedWaits {

    private static final Logger LOGGER = Logger.getLogger(FailedWaits.class.getName());
    private static final String FOLDER = "synchronization";
    private static final String SUFFIX = ".failed";
    private static final int MAX_TITLE = 300;
    private static final int MAX_MESSAGE = 4000;
    private static final int MAX_BYTES = 32_768;
    private static final int MOST = 100;

    private FailedWaits() {}

    /** Keeps why a wait has no answer. Never throws for a problem with writing: the build's log says the same. */
    public static void add(Run<?, ?> build, RunReference subject, String message) {
        Path directory = directory(build);
        String title = subject.label() == null ? subject.address().runId() : subject.label();
        try {
            makeDirectory(directory);
            Files.writeString(
                    directory.resolve(subject.key() + SUFFIX),
                    UntrustedText.oneLine(title, MAX_TITLE) + "\n" + UntrustedText.oneLine(message, MAX_MESSAGE) + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot keep why a wait of " + build + " has no answer");
        }
    }

    /** Whether there is any. Quick, since pages ask for each build that they show. */
    public static boolean any(Run<?, ?> build) {
        return !files(build).isEmpty();
    }

    /** The first waits without an answer, the oldest first; never null. Files that cannot be read are left out. */
    public static List<FailedWait> of(Run<?, ?> build) {
        List<FailedWait> waits = new ArrayList<>();
        for (Path file : files(build)) {
            try {
                if (Files.size(file) <= MAX_BYTES) {
                    waits.add(read(file));
                }
            } catch (IOException e) {
                LOGGER.log(Level.FINE, e, () -> "Cannot read " + file);
            }
        }
        waits.sort(Comparator.comparing(FailedWait::time).thenComparing(FailedWait::key));
        return waits;
    }

    /** Not the build's own directory: a deleted build must not come back as an empty one. */
    private static void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException another) {
            LOGGER.log(Level.FINEST, "Another wait of the build was quicker", another);
        }
    }

    private static FailedWait read(Path file) throws IOException {
        // Decoded with replacements: a damaged file is no reason for a page without any text.
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", 3);
        Instant time = Files.getLastModifiedTime(file).toInstant();
        return new FailedWait(key(file), lines[0], lines.length > 1 ? lines[1] : "", time);
    }

    private static List<Path> files(Run<?, ?> build) {
        List<Path> found = new ArrayList<>();
        Path directory = directory(build);
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                if (RunReference.isKey(key(file)) && found.size() < MOST) {
                    found.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot list " + directory);
        }
        return found;
    }

    private static String key(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Path directory(Run<?, ?> build) {
        return build.getRootDir().toPath().resolve(FOLDER);
    }
}
