package io.jenkins.plugins.synchronization.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SynchronizationServerTest {

    @Test
    void aServerWithANameAndAnApiUrlHasTheLimitsOfTheSmallestSubscription() throws Exception {
        ServerTarget target = new SynchronizationServer(" QA ", " https://qa-api.bentley.com/ ").target();

        assertThat(target.name()).isEqualTo("QA");
        assertThat(target.api()).isEqualTo(ServerUrl.parse("https://qa-api.bentley.com"));
        assertThat(target.tokens()).isEqualTo(ServerUrl.QA_TOKENS);
        assertThat(target.limits()).isEqualTo(RequestLimits.SMALLEST_TIER);
        assertThat(target.minInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(target.maxInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(target.runLink("c", "r")).isNull();
    }

    @Test
    void whatWasConfiguredIsWhatIsUsed() throws Exception {
        SynchronizationServer server = server();
        server.setTokenUrl("https://tokens.example.com/token");
        server.setRequestsPerMinute(7);
        server.setRequestsPerHour(70);
        server.setMinIntervalSeconds(3);
        server.setMaxIntervalSeconds(30);

        ServerTarget target = server.target();

        assertThat(target.tokens()).isEqualTo(ServerUrl.parse("https://tokens.example.com/token"));
        assertThat(target.limits()).isEqualTo(new RequestLimits(7, 70));
        assertThat(target.minInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(target.maxInterval()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "http://api.example.com",
                "https://user:hunter2@api.example.com",
                "https://api.example.com?key=hunter2",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "https://api.example.com\r\nHost: evil.example"
            })
    void aUrlThatMayNotBeGivenACredentialIsRefused(String url) {
        SynchronizationServer withApiUrl = new SynchronizationServer("Bad", url);
        SynchronizationServer withTokenUrl = server();
        withTokenUrl.setTokenUrl(url.isEmpty() ? "x" : url);

        assertThatThrownBy(withApiUrl::target)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("“Bad”")
                .hasMessageContaining("API URL")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(withTokenUrl::target)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("Token URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aServerWithoutANameIsRefused() {
        assertThatThrownBy(() -> new SynchronizationServer(" ", "https://api.example.com").target())
                .isInstanceOf(ServerException.class)
                .hasMessage("Every server needs a name");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5000, 2, 60, Requests per minute",
        "-1, 5000, 2, 60, Requests per minute",
        "500, 0, 2, 60, Requests per hour",
        "500, 1000001, 2, 60, Requests per hour",
        "500, 5000, 0, 60, Minimum poll interval",
        "500, 5000, 3601, 3600, Minimum poll interval",
        "500, 5000, 10, 9, Maximum poll interval",
        "500, 5000, 2, 3601, Maximum poll interval"
    })
    void aNumberOutOfItsRangeIsRefused(int perMinute, int perHour, int min, int max, String field) {
        SynchronizationServer server = server();
        server.setRequestsPerMinute(perMinute);
        server.setRequestsPerHour(perHour);
        server.setMinIntervalSeconds(min);
        server.setMaxIntervalSeconds(max);

        assertThatThrownBy(server::target)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining(field)
                .hasMessageContaining("must be a whole number from");
    }

    @Test
    void theLinkOfARunHasItsIdsWherePlaceholdersAre() throws Exception {
        SynchronizationServer server = server();
        server.setRunUrl("https://portal.example.com/c/{connectionId}?run={runId}#{runId}");

        assertThat(server.target().runLink("a_b-C", "x/../y\"<z>"))
                .isEqualTo("https://portal.example.com/c/a_b-C?run=x%2F..%2Fy%22%3Cz%3E#x%2F..%2Fy%22%3Cz%3E");
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert({runId}), is not an http or https URL",
        "//portal.example.com/{runId}, is not an http or https URL",
        "https://{connectionId}.example.com/{runId}, must not contain placeholders in the host name",
        "https://portal.example.com:{runId}/, is not an http or https URL",
        "https://user:hunter2@portal.example.com/{runId}, username or password",
        "https://portal.example.com/{run}, must not contain braces other than those of {connectionId} and {runId}",
    })
    void aTemplateThatCouldLeadElsewhereIsRefused(String template, String why) {
        SynchronizationServer server = server();
        server.setRunUrl(template);

        assertThatThrownBy(server::target)
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("Run page URL")
                .hasMessageContaining(why)
                .hasMessageNotContaining("hunter2");
    }

    private static SynchronizationServer server() {
        return new SynchronizationServer("Test", "https://api.example.com");
    }
}
