package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;

/** What comes in headers, tokens, addresses and bodies; see {@code bin/fuzz}. */
class ClientFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final ServerUrl SERVER = ServerUrl.parse("https://api.example.com/base");
    private static final String SECRET = "correct-horse-battery-staple";
    private static final Redaction REDACTION = Redaction.of(
            new Credential.Client("client", SECRET, ServerUrl.PRODUCTION_TOKENS), "Y2xpZW50OmNvcnJlY3QtaG9yc2U=");

    /** The first line is Retry-After, the second Date, the third the platform's own header. */
    @FuzzTest
    void retryAfter(byte[] input) {
        String[] lines = text(input).split("\n", 3);
        Headers.Builder headers = new Headers.Builder().addUnsafeNonAscii("Retry-After", headerValue(lines[0]));
        if (lines.length > 1) {
            headers.addUnsafeNonAscii("Date", headerValue(lines[1]));
        }
        if (lines.length > 2) {
            headers.addUnsafeNonAscii("iTwinPlatform-RateLimit-Retry-After-Seconds", headerValue(lines[2]));
        }

        Duration pause = RetryAfter.read(headers.build(), NOW);

        if (pause != null) {
            assertThat(pause).isBetween(Duration.ZERO, RetryAfter.LONGEST);
        }
    }

    /** The message about a text that is no token repeats nothing of it, and neither does a token's own text. */
    @FuzzTest
    void token(byte[] input) {
        String text = text(input);
        AccessToken token;
        try {
            token = AccessToken.of(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).startsWith("The t").doesNotContain("\n");
            return;
        }
        assertThat(text).contains(token.value());
        assertThat(token.value()).matches("[\\x21-\\x7e]+");
        assertThat(token)
                .hasToString("AccessToken[expiresAt=" + token.expiresAt().orElse(null) + "]");
        new Headers.Builder().add("Authorization", "Bearer " + token.value());
    }

    /** A location is a run of the same server with IDs, or refused. */
    @FuzzTest
    void location(byte[] input) {
        RunAddress run;
        try {
            run = RunLocation.parse(text(input), SERVER);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain("\n");
            return;
        }
        assertThat(run.server()).isEqualTo(SERVER);
        assertIsBelow(run, SERVER);
        assertThat(RunLocation.parse(run.url().toString(), SERVER)).isEqualTo(run);
    }

    /** The first line is a server's URL, the others IDs: no ID leads to another host or path. */
    @FuzzTest
    void address(byte[] input) {
        String[] lines = text(input).split("\n", 3);
        ServerUrl server;
        RunAddress run;
        try {
            server = ServerUrl.parse(lines[0]);
            run = new RunAddress(
                    server,
                    ConnectionType.MANIFEST,
                    lines.length > 1 ? lines[1] : "c",
                    lines.length > 2 ? lines[2] : "r");
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).doesNotContain("\n");
            return;
        }
        assertThat(server.url().isHttps() || server.isLoopback()).isTrue();
        assertThat(ServerUrl.parse(server.toString())).hasToString(server.toString());
        assertIsBelow(run, server);
        assertThat(RunLocation.parse(run.url().toString(), server)).isEqualTo(run);
    }

    /** A manifest is sent byte for byte and its names can be read, or it is refused. */
    @FuzzTest
    void manifest(byte[] input) {
        Manifest manifest;
        try {
            manifest = Manifest.of(input);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(is|has) .*");
            return;
        }
        assertThat(manifest.bytes()).isSameAs(input);
        manifest.fileNames();
    }

    /** The first byte is the status; what is shown of the body is one line, without the secret. */
    @FuzzTest
    void failure(byte[] input) {
        int status = input.length == 0 ? 500 : 200 + 2 * (input[0] & 0xff);
        ApiFailure failure = FailureReader.ofTokenEndpoint(
                status, Headers.of(), input, REDACTION, ServerUrl.PRODUCTION_TOKENS, null, NOW);

        assertThat(failure.kind()).isNotNull();
        assertThat(failure.toString()).doesNotContain("\n", SECRET);
    }

    private static void assertIsBelow(RunAddress run, ServerUrl server) {
        assertThat(run.url().host()).isEqualTo(server.url().host());
        assertThat(run.url().port()).isEqualTo(server.url().port());
        assertThat(run.url().toString())
                .startsWith(server.toString())
                .endsWith("/" + run.connectionId() + "/runs/" + run.runId());
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** What the HTTP client lets through. */
    private static String headerValue(String text) {
        return text.replaceAll("[\\x00\\r\\n]", "").strip();
    }
}
