package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words for an answer that was not a run, where no wait ended by it. */
class FailureTextTest {

    private static final Instant AT = VirtualWatch.BEGIN;
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
                .contains("HTTP " + status, "(run r1, connection c1, https://api.bentley.com)", todo);
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

    @Test
    void aTokenThatHadEndedIsSaidToBeWhyItWasRefused() {
        ApiFailure refused = new ApiFailure(ApiFailure.Kind.UNAUTHORIZED, 401, null, null, List.of(), null, "id-1");
        ApiFailure forbidden = new ApiFailure(ApiFailure.Kind.FORBIDDEN, 403, null, null, List.of(), null, "id-1");

        assertThat(text(WaitFailure.Reason.NOT_AUTHORIZED, refused, AT, null))
                .contains("The token in itwin-credential expired at 2026-11-23 12:00:00 UTC. Get a new one");
        for (Instant end : Arrays.asList(null, AT.plusMillis(1))) {
            assertThat(text(WaitFailure.Reason.NOT_AUTHORIZED, refused, end, null))
                    .contains("Check itwin-credential: the token must be complete");
        }
        assertThat(text(WaitFailure.Reason.NOT_AUTHORIZED, forbidden, AT, null))
                .contains("Add the user or service application of itwin-credential to the iTwin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"There is no credential", "There is no credential."})
    void aCredentialThatCannotBeUsedIsToldWithTheReasonAndWithoutACorrelationId(String message) {
        assertThat(text(WaitFailure.Reason.CREDENTIAL, null, null, message))
                .isEqualTo(
                        "There is no credential (run r1, connection c1, https://api.bentley.com). Check that the credentials exist, are of a supported kind, and"
                                + " may be used by this job.");
        assertThat(text(WaitFailure.Reason.INTERNAL, null, null, message))
                .startsWith("Internal error: There is no credential (run r1")
                .endsWith("Please report it, including the log.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials.late", "credentials.none", "credentials.failed"})
    void whatIsWrongWithACredentialIsToldInTheReadersLanguage(String key) {
        WaitFailure failure = failure(WaitFailure.Reason.CREDENTIAL, null, new ReasonText(key, "a.b.Bug"));

        assertThat(FailureText.of(failure, Locale.GERMAN))
                .contains("Zugangsdaten", " (Lauf r1, Verbindung c1, https://api.bentley.com). Prüfen")
                .doesNotContain("credential", "Looking", "in time", "Cannot");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNREACHABLE|within|Die API ist nicht erreichbar (keine Antwort: innerhalb von 30 s)",
                "TOKEN_UNAVAILABLE|response.token|Vom Token-Endpunkt konnte kein Token bezogen werden (keine Antwort: Die Antwort enthält kein verwendbares Token)"
            })
    void whatWentWrongWithARequestIsToldInTheReadersLanguage(ApiFailure.Kind kind, String key, String text) {
        ApiFailure failure = new ApiFailure(kind, 0, null, new ReasonText(key, 30), List.of(), null, "id-1", null);

        assertThat(FailureText.of(failure, Locale.GERMAN)).startsWith(text + ". ");
    }

    @Test
    void aFileThatHasNoTokenIsNotTakenForCredentialsOfAJob() {
        WaitFailure failure = new WaitFailure(
                WaitFailure.Reason.CREDENTIAL,
                new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1"),
                "token file t",
                true,
                AT,
                Duration.ZERO,
                null,
                null,
                ReasonText.of("The token file t cannot be read"));

        assertThat(FailureText.of(failure, Locale.ENGLISH))
                .endsWith("Check that token file t exists and contains a valid token.");
    }

    @Test
    void whoeverWaitedInVainIsToldForHowLongAndTheLastErrorIfThereWasOne() {
        assertThat(text(WaitFailure.Reason.TIMED_OUT, null, null, null))
                .startsWith("Timed out after 30 min (run r1, connection c1, https://api.bentley.com). The run itself"
                        + " continues.")
                .doesNotContain("Correlation");
        assertThat(text(WaitFailure.Reason.TIMED_OUT, BUSY, null, null))
                .startsWith("Timed out after 30 min. Last error: The API is not available (HTTP 503"
                        + " ServiceUnavailable: {0} Try later) (run r1")
                .endsWith(" Correlation ID for support: id-1");
        assertThat(text(WaitFailure.Reason.GAVE_UP, null, null, null))
                .startsWith("Gave up after 30 min without a valid response (run r1")
                .contains("Check that this machine can reach https://api.bentley.com (proxy, firewall)");
        assertThat(text(WaitFailure.Reason.GAVE_UP, BUSY, null, null))
                .startsWith("Gave up after 30 min without a valid response. Last error: The API is not available")
                .contains("Check that this machine can reach https://api.bentley.com (proxy, firewall)");
    }

    @Test
    void theCauseTheRemedyAndTheIdForSupportCanBeShownApart() {
        assertThat(FailureText.partsOf(failure(WaitFailure.Reason.TIMED_OUT, BUSY), Locale.ENGLISH))
                .isEqualTo(new FailureText.Parts(
                        "Timed out after 30 min. Last error: The API is not available (HTTP 503 ServiceUnavailable: {0}"
                                + " Try later).",
                        "The run itself continues. Wait for it again, with a longer timeout if such runs take that"
                                + " long.",
                        "id-1"));
        assertThat(FailureText.partsOf(failure(WaitFailure.Reason.TIMED_OUT, null), Locale.ENGLISH)
                        .correlationId())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNREACHABLE|0|||The API cannot be reached (no response)",
                "UNREACHABLE|0||timeout|The API cannot be reached (no response: timeout)",
                "UNREACHABLE|200||unexpected end.|The API cannot be reached (connection lost: unexpected end)",
                "NOT_A_RUN|200|NOT_JSON|It is HTML.|The response is not a run (HTTP 200: It is HTML)",
                "FORBIDDEN|403|NoRole|Ask. Then wait.|The API does not allow this account to read the run (HTTP 403 NoRole: Ask. Then wait)"
            })
    void whatWasSaidIsInBrackets(ApiFailure.Kind kind, int status, String code, String message, String text) {
        ApiFailure failure = new ApiFailure(kind, status, code, message, List.of(), null, "id-1");

        assertThat(FailureText.of(failure, Locale.ENGLISH)).isEqualTo(text + ". Correlation ID for support: id-1");
    }

    @Test
    void allReasonsOfARefusalAreTold() {
        ApiFailure failure = new ApiFailure(
                ApiFailure.Kind.INVALID_REQUEST,
                422,
                "Invalid",
                "Two mistakes.",
                List.of(
                        new ApiFailure.Detail("BadId", "No such ID.", "runId"),
                        new ApiFailure.Detail(null, "Too long.", null)),
                null,
                "id-1");

        assertThat(FailureText.of(failure, Locale.ENGLISH))
                .contains("(HTTP 422 Invalid: Two mistakes: runId: BadId: No such ID.; Too long).");
    }

    private static String text(WaitFailure.Reason reason, ApiFailure last, Instant tokenEnds, String message) {
        RunAddress address = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1");
        return FailureText.of(
                new WaitFailure(
                        reason,
                        address,
                        "itwin-credential",
                        false,
                        AT,
                        Duration.ofMinutes(30),
                        last,
                        tokenEnds,
                        ReasonText.of(message)),
                Locale.ENGLISH);
    }

    private static WaitFailure failure(WaitFailure.Reason reason, ApiFailure last) {
        return failure(reason, last, null);
    }

    private static WaitFailure failure(WaitFailure.Reason reason, ApiFailure last, ReasonText text) {
        RunAddress address = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1");
        return new WaitFailure(
                reason,
                address,
                "itwin-credential",
                false,
                VirtualWatch.BEGIN,
                Duration.ofMinutes(30),
                last,
                null,
                text);
    }
}
