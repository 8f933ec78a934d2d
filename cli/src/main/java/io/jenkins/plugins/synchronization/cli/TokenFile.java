package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A token in a file that may be replaced during the wait: the file is read each time. */
final class TokenFile implements CredentialSource {

    private static final int LARGEST = 64 << 10;
    private static final Duration EMPTY_AT_MOST = Duration.ofSeconds(3);
    private static final long BETWEEN_READS_MILLIS = 50;

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public CompletableFuture<Credential> resolve() {
        try {
            return CompletableFuture.completedFuture(read());
        } catch (CredentialException unreadable) {
            return CompletableFuture.failedFuture(unreadable);
        }
    }

    /** Reads the token; a file that is empty at this moment, while it is being written, is read again for 3 s. */
    Credential readWritten() throws CredentialException {
        long begun = System.nanoTime();
        try {
            while (Files.isRegularFile(file)
                    && Files.size(file) == 0
                    && System.nanoTime() - begun < EMPTY_AT_MOST.toNanos()) {
                Thread.sleep(BETWEEN_READS_MILLIS);
            }
        } catch (IOException unreadable) {
            throw wrong("cannot be read: " + FileProblem.of(unreadable));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return read();
    }

    /** Reads the token that is in the file at present. */
    private Credential read() throws CredentialException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(
                    "is not a regular file; it is read again before each request, which a pipe or folder does not allow");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw wrong("is larger than 64 KB, so it is not a token");
            }
            return new Credential.Bearer(AccessToken.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw wrong("cannot be read: " + FileProblem.of(unreadable));
        } catch (IllegalArgumentException notAToken) {
            throw wrong("has no usable token: " + notAToken.getMessage());
        }
    }

    private CredentialException wrong(String what) {
        return new CredentialException("The token file " + file + " " + what);
    }

    /** Whoever renews the token may be late. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(1);
    }

    @Override
    public boolean isFile() {
        return true;
    }

    @Override
    public String name() {
        return "token file " + file;
    }
}
