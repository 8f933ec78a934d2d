package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for an answer that was not a run, where no wait ended by it. */
class FailureTextTest {

    private static final ApiFailure BUSY = new ApiFailure(
            ApiFailure.Kind.UNAVAILABLE, 503, "ServiceUnavailable", "{0} Try later.", List.of(), null, "id-1");

    @Test
    void anAnswerIsTextWithItsStatusCodeMessageAndCorrelationId() {
        assertThat(FailureText.of(BUSY, Locale.ENGLISH))
                .isEqualTo("The API is not available (HTTP 503 ServiceUnavailable: {0} Try later)."
                        + " Correlation ID for support: id-1");
    }

    @Test
    void anAnswerIsToldInTheReadersLanguage() {
        assertThat(FailureText.of(BUSY, Locale.GERMAN))
                .contains("HTTP 503 ServiceUnavailable", "id-1")
                .doesNotContain("The API");
    }

    @ParameterizedTest
    @CsvSource({
        "402, subscription",
        "405, API URL",
        "406, Accept",
        "413, limits the size",
        "414, limits the size",
        "415, Accept",
        "426, HTTP/1.1",
        "431, limits the size",
        "451, legal reasons",
        "501, API URL",
        "505, HTTP/1.0",
        "510, API URL",
        "511, Sign in to the network",
        "418, Check the API URL and the message"
    })
    void aRefusalSaysWhatToChange(int status, String todo) {
        ApiFailure refused =
                new ApiFailure(ApiFailure.Kind.ofStatus(status), status, null, null, List.of(), null, "id-1");

        assertThat(FailureText.of(failure(WaitFailure.Reason.REFUSED, refused), Locale.ENGLISH))
                .contains("HTTP " + status, "run r1 of connection c1", todo);
        assertThat(FailureText.of(failure(WaitFailure.Reason.REFUSED, refused), Locale.GERMAN))
                .contains("HTTP " + status)
                .doesNotContain("Check ");
    }

    @ParameterizedTest
    @CsvSource({
        "CERTIFICATE_UNTRUSTED, not trusted, -Djavax.net.ssl.trustStore",
        "CERTIFICATE_EXPIRED, has expired, renewed on the server",
        "CERTIFICATE_NOT_YET_VALID, not valid yet, clock",
        "CERTIFICATE_FOR_OTHER_HOST, another host name, Check the host name",
        "TLS_HANDSHAKE_FAILED, handshake, TLS version",
        "NOT_TLS, does not use TLS, port",
        "TRUST_STORE_UNUSABLE, trusted certificates, keytool -list",
        "PROXY_REFUSED, proxy refused, password of the proxy",
        "PROXY_UNAVAILABLE, proxy is unreachable, address of the proxy"
    })
    void aConnectionThatFailsSaysWhatToChangeAndNothingOfAStatusPage(ApiFailure.Kind kind, String what, String todo) {
        ApiFailure failed = new ApiFailure(kind, 0, null, "api.example.org:443: why", List.of(), null, "id-1");
        for (WaitFailure.Reason reason : List.of(WaitFailure.Reason.CONNECTION, WaitFailure.Reason.GAVE_UP)) {
            assertThat(FailureText.of(failure(reason, failed), Locale.ENGLISH))
                    .contains(what, todo, "(api.example.org:443: why)")
                    .doesNotContain("status page");
            assertThat(FailureText.of(failure(reason, failed), Locale.GERMAN))
                    .contains("(api.example.org:443: why)")
                    .doesNotContain("Check ", "Statusseite");
        }
    }

    @Test
    void aTokenEndpointThatIsDownIsNamedAndNotTheApi() {
        ApiFailure down = new ApiFailure(
                ApiFailure.Kind.TOKEN_UNAVAILABLE,
                503,
                null,
                null,
                List.of(),
                null,
                "id-1",
                ServerUrl.parse("https://tokens.example.com/connect/token"));

        assertThat(FailureText.of(failure(WaitFailure.Reason.GAVE_UP, down), Locale.ENGLISH))
                .contains(
                        "Could not get a token from the token endpoint"
                                + " (https://tokens.example.com/connect/token: HTTP 503)",
                        "Check that this machine can reach https://tokens.example.com/connect/token");
    }

    private static WaitFailure failure(WaitFailure.Reason reason, ApiFailure last) {
        RunAddress address = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1");
        return new WaitFailure(
                reason, address, "itwin-credential", VirtualWatch.BEGIN, Duration.ofMinutes(30), last, null, null);
    }
}
