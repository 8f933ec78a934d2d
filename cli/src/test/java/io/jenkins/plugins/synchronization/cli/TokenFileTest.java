package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    @TempDir
    Path folder;

    @Test
    void theTokenIsWhatTheFileHasNow() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "  Bearer first \n");
        TokenFile source = new TokenFile(file, Locale.ENGLISH);
        assertThat(source.resolve().get()).isEqualTo(new Credential.Bearer(AccessToken.of("first")));

        Files.writeString(file, "second");

        assertThat(source.resolve().get()).isEqualTo(new Credential.Bearer(AccessToken.of("second")));
    }

    @Test
    void aFileWithoutAUsableTokenIsToldByNameAndNotByContent() throws Exception {
        for (String content : new String[] {"", "Bearer ", "two words", "x".repeat(70_000)}) {
            Path file = Files.writeString(folder.resolve("token"), content);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(
                            () -> new TokenFile(file, Locale.ENGLISH).resolve().get())
                    .withCauseInstanceOf(CredentialException.class)
                    .havingCause()
                    .withMessageContaining(file.toString())
                    .withMessageNotContaining("two words");
        }
    }

    @Test
    void whatCannotBeReadAgainAndAgainIsNoTokenFile() {
        for (Path place : new Path[] {folder, Path.of("/dev/null")}) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> new TokenFile(place, Locale.ENGLISH).readWritten())
                    .withMessageContaining(place + " is not a regular file");
        }
    }

    @Test
    void aMissingFileIsToldByName() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(CredentialException.class)
                .isThrownBy(() -> new TokenFile(missing, Locale.ENGLISH).readWritten())
                .withMessageContaining(missing + " cannot be read: no such file");
    }

    @Test
    void theNameAndTheReasonAreToldInTheReadersLanguage() throws Exception {
        Path missing = folder.resolve("missing");
        Path words = Files.writeString(folder.resolve("words"), "two words");

        assertThat(new TokenFile(missing, Locale.GERMAN).name()).isEqualTo("Token-Datei " + missing);
        for (Path file : new Path[] {missing, words, folder}) {
            assertThatExceptionOfType(CredentialException.class)
                    .isThrownBy(() -> new TokenFile(file, Locale.ENGLISH).readWritten())
                    .satisfies(unusable -> assertThat(unusable.text().in(Locale.GERMAN))
                            .startsWith("Die Token-Datei " + file + " ")
                            .doesNotContain("The ", "file ", "token", "cannot", " is ", " no "));
        }
    }

    @Test
    void aFileThatIsEmptyWhileItIsWrittenIsReadWhenItHasItsToken() throws Exception {
        Path file = Files.createFile(folder.resolve("token"));
        TokenFile source = new TokenFile(file, Locale.ENGLISH);
        CompletableFuture<Credential> read = CompletableFuture.supplyAsync(() -> {
            try {
                return source.readWritten();
            } catch (CredentialException unusable) {
                throw new CompletionException(unusable);
            }
        });

        Files.writeString(file, "written");

        assertThat(read.get()).isEqualTo(new Credential.Bearer(AccessToken.of("written")));
        assertThat(source.patience()).isPositive();
        assertThat(source.isFixed()).isFalse();
    }
}
