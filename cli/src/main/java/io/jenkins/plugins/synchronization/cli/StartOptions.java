package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Manifest;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import picocli.CommandLine.Option;

/** What to start. */
final class StartOptions {

    private static final Path STANDARD_INPUT = Path.of("-");

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "The manifest of the source files, JSON of at most 16 MB, required for a manifest connection."
                    + " - is standard input.")
    private Path manifest;

    @Option(
            names = "--if-active",
            paramLabel = "CHOICE",
            defaultValue = "wait",
            completionCandidates = Choices.class,
            description =
                    "What to do if a run is active for the iModel, perhaps of another connection: wait until it is"
                            + " completed, then start one; join it; or fail. Default: ${DEFAULT-VALUE}")
    private IfActive ifActive;

    /** What a shell offers after {@code --if-active}. */
    static final class Choices extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Choices() {
            for (IfActive choice : IfActive.values()) {
                add(choice.text());
            }
        }
    }

    /** The manifest's file; null where there is none, or it is standard input. */
    Path file() {
        return STANDARD_INPUT.equals(manifest) ? null : manifest;
    }

    /** What to do if a run is active. */
    IfActive ifActive() {
        return ifActive;
    }

    /**
     * The manifest for a manifest connection, checked; null for a storage connection.
     *
     * @throws UsageException if it is missing, cannot be read, or is none
     */
    Manifest manifest(Shell shell, ConnectionAddress connection) throws UsageException {
        if (connection.type() == ConnectionType.STORAGE) {
            if (manifest != null) {
                throw new UsageException(
                        "--manifest cannot be used with --storage: a storage connection has its own files");
            }
            return null;
        }
        if (manifest == null) {
            throw new UsageException(
                    "Missing required option: '--manifest=FILE', or --storage if it is a storage connection");
        }
        String name = manifest.equals(STANDARD_INPUT) ? "standard input" : manifest.toString();
        try (InputStream in = manifest.equals(STANDARD_INPUT) ? shell.in() : Files.newInputStream(manifest)) {
            return Manifest.of(in.readNBytes(Manifest.LARGEST + 1));
        } catch (IOException unreadable) {
            throw new UsageException("Cannot read " + name + ": "
                    + (Files.isDirectory(manifest) ? "it is a folder" : FileProblem.of(unreadable)));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("The manifest in " + name + " " + wrong.getMessage());
        }
    }
}
