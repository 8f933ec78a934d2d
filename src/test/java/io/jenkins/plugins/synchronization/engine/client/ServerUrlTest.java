package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.bentley.com, https://api.bentley.com",
        "https://api.bentley.com/, https://api.bentley.com",
        "HTTPS://API.Bentley.com:443/, https://api.bentley.com",
        "https://gateway.example.org:8443/bentley, https://gateway.example.org:8443/bentley",
        "https://gateway.example.org/bentley//, https://gateway.example.org/bentley//",
        "http://localhost:8080, http://localhost:8080",
        "http://LOCALHOST, http://localhost",
        "http://127.0.0.1:1, http://127.0.0.1:1",
        "http://127.255.255.255, http://127.255.255.255",
        "http://[::1]:80, http://[::1]",
        "https://bücher.example, https://xn--bcher-kva.example"
    })
    void anAddressIsShownInItsUsualForm(String text, String shown) {
        assertThat(ServerUrl.parse(text)).hasToString(shown);
        assertThat(ServerUrl.parse(shown)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.bentley.com",
                "ftp://api.bentley.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://",
                "https:api.bentley.com",
                "https:/api.bentley.com",
                "https:////api.bentley.com",
                "https:/\\evil.example",
                "https://evil.example\\@api.bentley.com",
                "https://api.bentley.com\nHost: evil",
                " https://api.bentley.com",
                "https://api bentley.com",
                "https://[::1",
                "https://api.bentley.com:99999"
            })
    void whatIsNoWebAddressIsRefused(String text) {
        assertRefused(text, "is not an http or https URL");
    }

    @Test
    void anEndlessAddressIsRefused() {
        assertRefused("https://api.bentley.com/" + "a".repeat(3000), "is not an http or https URL");
        assertRefused("https://api.bentley.com/" + "ü".repeat(1000), "is not an http or https URL");
    }

    @Test
    void anAddressHasAtMost2048Characters() {
        String longest = "https://api.bentley.com/" + "a".repeat(2024);

        assertThat(ServerUrl.parse(longest)).hasToString(longest);
        assertRefused(longest + "a", "is not an http or https URL");
        String encoded = "https://api.bentley.com/" + "ü".repeat(337) + "aa";
        assertThat(ServerUrl.parse(encoded).toString()).hasSize(2048);
        assertRefused(encoded + "a", "is not an http or https URL");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, true",
        "http://127.0.0.1, true",
        "https://127.8.9.10, true",
        "https://[::1]:8443, true",
        "https://localhost, true",
        "https://localhost., true",
        "https://api.localhost, true",
        "https://api.bentley.com, false",
        "https://localhost.example.org, false",
        "https://mylocalhost, false",
        "https://10.0.0.1, false"
    })
    void onlyThisMachineIsReachedWithoutAProxy(String server, boolean loopback) {
        assertThat(ServerUrl.parse(server).isLoopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.bentley.com",
                "http://127.0.0.1.evil.com",
                "http://localhost.evil.com",
                "http://127.0.0.1%2eevil.com",
                "http://evil-localhost",
                "http://127.1.1",
                "http://127.999.1.1",
                "http://127.0.0.1.",
                "http://0.0.0.0",
                "http://10.0.0.1",
                "http://[::2]"
            })
    void withoutTlsOnlyThisMachineIsTrusted(String text) {
        assertRefused(text, "http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:s3cret@api.bentley.com", "https://s3cret@api.bentley.com", "https://:s3cret@x.y"})
    void userInformationIsRefusedAndNotRepeated(String text) {
        assertRefused(text, "must not contain a username or password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://a.example/?x=1", "https://a.example/?", "https://a.example/#x", "https://a.example#"})
    void aQueryOrFragmentIsRefused(String text) {
        assertRefused(text, "must not contain a query or fragment");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.bentley.com, https://ims.bentley.com/connect/token",
        "https://qa-api.bentley.com, https://qa-ims.bentley.com/connect/token",
        "https://dev-api.bentley.com, https://qa-ims.bentley.com/connect/token",
        "https://qa-api.bentley.com.evil.example, https://ims.bentley.com/connect/token",
        "http://localhost:8080, https://ims.bentley.com/connect/token"
    })
    void theTokenServerFollowsTheApiServer(String api, String tokens) {
        assertThat(ServerUrl.parse(api).impliedTokenUrl()).hasToString(tokens);
    }

    @Test
    void onlyBentleysOwnServersAreKnownAsBentleys() {
        assertThat(ServerUrl.PRODUCTION_API.isBentleys()).isTrue();
        assertThat(ServerUrl.parse("https://qa-api.bentley.com").isBentleys()).isTrue();
        assertThat(ServerUrl.parse("https://api.bentley.com.example.org").isBentleys())
                .isFalse();
        assertThat(ServerUrl.parse("http://localhost:8080").isBentleys()).isFalse();
    }

    @Test
    void equalAddressesAreEqualHoweverTheyAreWritten() {
        assertThat(ServerUrl.parse("https://API.bentley.com:443/"))
                .isEqualTo(ServerUrl.PRODUCTION_API)
                .hasSameHashCodeAs(ServerUrl.PRODUCTION_API)
                .isNotEqualTo(ServerUrl.parse("https://api.bentley.com:444"));
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> ServerUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("s3cret", "\n");
    }
}
