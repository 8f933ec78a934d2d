package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** A token in a file that may be replaced during the wait: the file is read each time. */
final class TokenFile implements CredentialSource {

    private static final int LARGEST = 64 << 10;
    private static final Duration EMPTY_AT_MOST = Duration.ofSeconds(3);
    private static final long BETWEEN_READS_MILLIS = 50;

    private final Path file;
    private final String name;

    /** Takes the file, and the language of its {@link #name}. */
    TokenFile(Path file, Locale locale) {
        this.file = file;
        this.name = new ReasonText("tokenFile.name", file).in(locale);
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
            throw wrong("tokenFile.unreadable", FileProblem.text(unreadable));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return read();
    }

    /** Reads the token that is in the file at present. */
    private Credential read() throws CredentialException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong("tokenFile.irregular", "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw wrong("tokenFile.size", "");
            }
            return new Credential.Bearer(AccessToken.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw wrong("tokenFile.unreadable", FileProblem.text(unreadable));
        } catch (UnusableTextException notAToken) {
            throw wrong("tokenFile.token", notAToken);
        }
    }

    private CredentialException wrong(String key, Object why) {
        return new CredentialException(new ReasonText(key, file, why));
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
        return name;
    }
}
