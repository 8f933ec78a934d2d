package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunClientBodyTest {

    private static final int LARGE = 300 << 10;

    @RegisterExtension
    private final LoopbackApi api = new LoopbackApi();

    @TempDir
    private Path temporary;

    @BeforeEach
    void keepTemporaryFilesHere() {
        clientWith(LoopbackApi.patient());
    }

    private void clientWith(HttpSettings settings) {
        api.clientWith(settings.withTemporaryDirectory(temporary));
    }

    /** Linux lists what is open. */
    @AfterEach
    void noTemporaryFileStaysOpen() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            try (Stream<Path> files = Files.list(open)) {
                assertThat(files.map(RunClientBodyTest::target)).noneMatch(file -> file.contains(temporary.toString()));
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedByNow) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, LARGE, 3_000_000})
    void theBodyOfACompletedRunIsKeptByteForByte(int padding) throws IOException {
        String sent = " \r\n{\"run\":{\"id\":\"ä\\u00e4\",\"state\":\"Completed\",\"jobs\":[{\"x\":\""
                + "y".repeat(padding) + "\"}]},\"more\":1}\n\n  ";
        api.server().enqueue(new MockResponse().setBody(sent));

        RunAnswer.Found found = (RunAnswer.Found) api.ask();

        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        assertThat(found.body().size()).isEqualTo(bytes.length);
        try (InputStream first = found.body().open();
                InputStream second = found.body().open()) {
            assertThat(first.readAllBytes()).isEqualTo(bytes);
            assertThat(second.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(temporary.toFile().list()).hasSize(bytes.length > 256 << 10 ? 1 : 0);
        found.body().close();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aTemporaryFileIsForItsOwnerOnly() throws IOException {
        api.server().enqueue(new MockResponse().setBody(large("Completed", false)));

        RunAnswer.Found found = (RunAnswer.Found) api.ask();

        assertThat(temporary.toFile().listFiles()[0].toPath())
                .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                        .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------")));
        found.body().close();
    }

    @Test
    void aBodyLivesUntilItsLastOwnerClosesIt() throws IOException {
        api.server().enqueue(new MockResponse().setBody(large("Completed", false)));
        RunBody body = ((RunAnswer.Found) api.ask()).body();

        RunBody other = body.retain();
        body.close();
        assertThat(temporary).isNotEmptyDirectory();
        other.close();

        assertThat(temporary).isEmptyDirectory();
        assertThatThrownBy(body::open).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void anOwnerWhoClosesTwiceTakesNothingFromTheOthers() throws IOException {
        api.server().enqueue(new MockResponse().setBody(large("Completed", false)));
        RunBody body = ((RunAnswer.Found) api.ask()).body();
        RunBody other = body.retain();

        body.close();
        body.close();

        assertThat(other.open()).hasContent(large("Completed", false));
        assertThat(other.size()).isEqualTo(large("Completed", false).length());
        assertThatThrownBy(body::open)
                .as("who closed it is no owner any more")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(body::retain)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        other.close();
        other.close();
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsKeptOfARunThatIsNotCompleted(boolean stateLast) {
        api.server().enqueue(new MockResponse().setBody(large("Executing", stateLast)));

        RunAnswer.Found found = (RunAnswer.Found) api.ask();

        assertThat(found.body()).isNull();
        assertThat(found.summary().run().state().text()).isEqualTo("Executing");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void nothingIsKeptOfARunWithoutAState() {
        api.server().enqueue(new MockResponse().setBody("{\"run\":{\"x\":\"" + "y".repeat(LARGE) + "\"}}"));

        assertThat(((RunAnswer.Found) api.ask()).body()).isNull();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCompletedBodyIsKeptWhereItsStateComesLast() throws IOException {
        api.server().enqueue(new MockResponse().setBody(large("Completed", true)));

        try (RunBody body = ((RunAnswer.Found) api.ask()).body()) {
            assertThat(body.open()).hasContent(large("Completed", true));
        }
    }

    @Test
    void aBodyWithTwoStatesIsJudgedByTheFirst() {
        api.server().enqueue(new MockResponse().setBody("{\"run\":{\"state\":\"Executing\",\"state\":\"Completed\"}}"));

        assertThat(((RunAnswer.Found) api.ask()).body()).isNull();
    }

    @Test
    void nothingIsLeftOfABodyThatBreaksOff() {
        api.server()
                .enqueue(new MockResponse()
                        .setBody(large("Completed", false))
                        .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfABodyThatEndsTooEarlyButInOrder() {
        String body = large("Completed", false);
        api.server().enqueue(new MockResponse().setBody(body.substring(0, body.length() - 2)));

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.NOT_A_RUN);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftOfABodyThatIsTooSlow() {
        clientWith(LoopbackApi.impatient());
        api.server()
                .enqueue(new MockResponse()
                        .setBody(large("Completed", false))
                        .throttleBody(280 << 10, 2, TimeUnit.SECONDS));

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void howTheRunEndedIsKnownThoughItsBodyCannotBeStored(boolean stateLast) throws IOException {
        Files.delete(temporary);
        Files.createFile(temporary);
        String sent = large("Completed", stateLast);
        api.server().enqueue(new MockResponse().setBody(sent));

        RunAnswer.Found found = (RunAnswer.Found) api.ask();

        assertThat(found.summary().run().isCompleted()).isTrue();
        assertThat(found.body().size()).isEqualTo(sent.length());
        for (RunBody body : List.of(found.body(), found.body().retain())) {
            assertThatThrownBy(body::open)
                    .isInstanceOf(BodyNotStoredException.class)
                    .hasMessageStartingWith("Cannot write to the temporary folder " + temporary + ": ");
        }
        found.body().close();
        Files.delete(temporary);
        Files.createDirectory(temporary);
    }

    @Test
    void aRunThatIsNotCompletedNeedsNoPlaceForItsBody() throws IOException {
        Files.delete(temporary);
        Files.createFile(temporary);
        api.server().enqueue(new MockResponse().setBody(large("Executing", true)));

        assertThat(((RunAnswer.Found) api.ask()).body()).isNull();
        Files.delete(temporary);
        Files.createDirectory(temporary);
    }

    @Test
    void theFolderForTemporaryFilesIsCreated() throws IOException {
        Files.delete(temporary);
        api.server().enqueue(new MockResponse().setBody(large("Completed", false)));

        try (RunBody body = ((RunAnswer.Found) api.ask()).body()) {
            assertThat(body.open()).hasContent(large("Completed", false));
        }
    }

    /** A file system that takes no more than a few KB: the kernel's always full device stands for it. */
    @Test
    void aDiskThatIsFullIsNamedWithItsReason() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        BodySpool spool = new BodySpool(new ByteArrayInputStream(new byte[LARGE]), temporary) {
            @Override
            OutputStream open(Path file) throws IOException {
                return Files.newOutputStream(Path.of("/dev/full"));
            }
        };

        spool.readAllBytes();

        try (RunBody body = spool.body()) {
            assertThatThrownBy(body::open).hasMessageContaining(temporary + ": No space left on device");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>Please stand by</html> | NOT_JSON", "[] | NO_RUN", "{\"run\":null} | NO_RUN"})
    void aGoodStatusWithABodyThatIsNoRunIsNotARun(String body, String reason) {
        api.server().enqueue(new MockResponse().setBody(body));

        ApiFailure failure = api.failure();

        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.NOT_A_RUN);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.code()).isEqualTo(reason);
        assertThat(failure.message()).startsWith("The response ").doesNotContain("stand by");
    }

    @Test
    void anEmptyBodyIsNotARun() {
        api.server().enqueue(new MockResponse());

        assertThat(api.failure().kind()).isEqualTo(ApiFailure.Kind.NOT_A_RUN);
    }

    private static String large(String state, boolean stateLast) {
        String stateField = "\"state\":\"" + state + "\"";
        String jobs = "\"jobs\":[{\"x\":\"" + "y".repeat(LARGE) + "\"}]";
        return "{\"run\":{" + (stateLast ? jobs + "," + stateField : stateField + "," + jobs) + "}}";
    }
}
