package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The names of files that the API knows by ID only. */
final class FileNamesOption {

    private static final int MAX_BYTES = 64 << 20;

    @Option(
            names = "--file-names",
            paramLabel = "FILE",
            description =
                    "Names of the source files: the manifest that started the run, a JSON object of names by ID, or CSV with"
                            + " ID,name in each line. Files without a name are shown by ID.")
    private Path file;

    /** The file, or null without the option. */
    Path file() {
        return file;
    }

    /** Reads the names; throws {@link UsageException} if that is not possible. */
    FileNames read() throws UsageException {
        if (file == null) {
            return FileNames.NONE;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new UsageException("--file-names: " + file + " is larger than " + (MAX_BYTES >> 20) + " MB");
            }
            return FileNames.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw new UsageException("--file-names: " + file + " is not UTF-8");
        } catch (IllegalArgumentException notNames) {
            throw new UsageException("--file-names: " + file + " " + notNames.getMessage());
        } catch (IOException unreadable) {
            throw new UsageException("--file-names: cannot read " + file + ": " + FileProblem.of(unreadable));
        }
    }
}
