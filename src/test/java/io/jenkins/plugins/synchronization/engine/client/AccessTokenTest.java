package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", " s3cret\r\n", "Bearer s3cret", "bearer \t s3cret ", "\u2003BEARER  s3cret\n"})
    void aTokenIsTakenAsPeoplePasteIt(String pasted) {
        assertThat(AccessToken.of(pasted).value()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bearer", "Bearer ", " bearer\n"})
    void anEmptyTokenIsRefused(String text) {
        assertThatThrownBy(() -> AccessToken.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The token is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret two", "s3cret\r\nX-Evil: 1", "s3cretä", "s3cret\u0000", "Bearer Bearer s3cret"})
    void aTextThatIsNoTokenIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> AccessToken.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"s3cret\" | quotes",
                "'s3cret' | quotes",
                "“s3cret” | quotes",
                "Bearer \"s3cret\" | quotes",
                "{\"access_token\":\"s3cret\",\"expires_in\":3600} | JSON",
                "[\"s3cret\"] | JSON",
                "<!DOCTYPE html><html>s3cret</html> | HTML",
                "<html> s3cret | HTML",
                "\ufeffs3cret | byte-order mark",
                "\ufeffBearer s3cret | byte-order mark",
                "\ufffds\u00003\u0000 | UTF-16",
                "s3cret s3cret2 | white space",
                "Bearer Bearer s3cret | Bearer before it more than once",
                "bearer: s3cret | Bearer before it more than once",
                "Authorization: Bearer s3cret | header",
                "Basic s3cret | an authorization scheme other",
                "access_token=s3cret | preceded by a name",
                "token: s3cret | preceded by a name",
                "${s3cret} | placeholder",
                "$s3cret | placeholder",
                "$(cat s3cret) | placeholder",
                "%s3cret% | placeholder",
                "{{ s3cret }} | placeholder",
                "<s3cret> | placeholder",
                "${{ secrets.s3cret }} | placeholder",
                "**** | asterisks",
                "/run/secrets/s3cret | name of a file",
                "./s3cret | name of a file",
                "~/s3cret | name of a file",
                "C:\\s3cret | name of a file",
                "\\\\server\\s3cret | name of a file",
                "s3cret.txt | name of a file",
                "secrets/s3cret.json | name of a file",
                "/s3cret/my.token | name of a file",
                "https://example.com/s3cret | URL",
                "-----BEGIN s3cret | key or certificate",
                "null | word such as null"
            })
    void aMistakeIsNamedWithoutRepeatingIt(String text, String named) {
        assertThatThrownBy(() -> AccessToken.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void aSecondLineIsNamed() {
        for (String lines : List.of("s3cret\ns3cret2", "s3cret\r\n\r\n# from the portal")) {
            assertThatThrownBy(() -> AccessToken.of(lines))
                    .hasMessage("The token has more than one line: use only the token itself");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJub25lIn0.e30.c2ln",
                "/3Jk+a/bc9Zq0==",
                "abc_DEF-123~.+/==",
                "nulltoken",
                "Bearerless-but-fine",
                "dG9rZW4="
            })
    void whatOnlyResemblesAMistakeIsAToken(String text) {
        assertThat(AccessToken.of(text).value()).isEqualTo(text);
    }

    @Property
    void randomBytesInBase64AreATokenInEachOfItsForms(@ForAll @Size(min = 12, max = 90) byte[] bytes) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String text = encoder.encodeToString(bytes);

            assertThat(AccessToken.of(text).value()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Run/AAAAAAAAAAAAAAAAAAAA", "/run/AAAAb3Blbg+/AAAAAAA=", "/var/3q2+7wAAAAAAAA=="})
    void aTokenInBase64MayBeginLikeAPath(String text) {
        assertThat(AccessToken.of(text).value()).isEqualTo(text);
    }

    @Test
    void aTokenHasAtMost32KiB() {
        assertThat(AccessToken.of("a".repeat(32768)).value()).hasSize(32768);
        assertThatThrownBy(() -> AccessToken.of("a".repeat(32769))).hasMessageContaining("32 KB");
    }

    @Test
    void aJwtTellsItsEndAndItsClient() {
        AccessToken token = jwt("{\"aud\":[{\"exp\":5}],\"exp\":1795431600,\"client_id\":\"service-1\"}");

        assertThat(token.expiresAt()).contains(Instant.ofEpochSecond(1795431600));
        assertThat(token.clientId()).contains("service-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"exp\":",
                "{\"exp\":\"soon\",\"client_id\":7}",
                "{\"exp\":-1e300}",
                "{\"exp\":{\"a\":1},\"client_id\":[]}",
                "not json"
            })
    void aJwtThatSaysNothingReadableIsATokenAllTheSame(String claims) {
        AccessToken token = jwt(claims);

        assertThat(token.expiresAt()).isEmpty();
        assertThat(token.clientId()).isEmpty();
    }

    @Test
    void anEndBeyondAllTimeIsBounded() {
        assertThat(jwt("{\"exp\":1e300}").expiresAt()).contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.b.c.d", "a.*.c", "..", "a.e30.c", "a.e3.c"})
    void whatOnlyLooksLikeAJwtIsATokenWithoutAnEnd(String text) {
        assertThat(AccessToken.of(text).expiresAt()).isEmpty();
    }

    @Property
    void noTokenIsInAnyStringThatIsMadeOfIt(@ForAll String text) {
        String secret = "s3cret" + text.replaceAll("[^!-~]", "");
        AccessToken token = AccessToken.of(secret);

        assertThat(token.toString()).doesNotContain("s3cret");
        assertThat(new Credential.Bearer(token).toString()).doesNotContain("s3cret");
        assertThat(new Credential.Bearer(token).digest()).doesNotContain("s3cret");
        assertThat(new Credential.Bearer(token).subscription()).doesNotContain("s3cret");
    }

    static AccessToken jwt(String claims) {
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return AccessToken.of("e30." + payload + ".signature");
    }
}
