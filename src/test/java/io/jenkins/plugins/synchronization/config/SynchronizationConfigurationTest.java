package io.jenkins.plugins.synchronization.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.wait.WaitSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SynchronizationConfigurationTest {

    private static final String CONFIG_FILE = SynchronizationConfiguration.class.getName() + ".xml";

    private static JenkinsRule jenkins;
    private static final String QA_TOKENS = "https://qa-ims.bentley.com/connect/token";
    private SynchronizationConfiguration configuration;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void clear() {
        configuration = ClearedConfiguration.get();
    }

    @Test
    void withoutConfigurationThereIsTheBuiltInServer() throws Exception {
        ServerTarget target = configuration.target(null);

        assertThat(target.name()).isEqualTo("iTwin Platform");
        assertThat(target.api()).isEqualTo(ServerUrl.PRODUCTION_API);
        assertThat(target.tokens()).isEqualTo(ServerUrl.PRODUCTION_TOKENS);
        assertThat(configuration.getServers()).isEmpty();
        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(1440);
        assertThat(configuration.getBodyRetentionDays()).isZero();
        assertThat(configuration.getMaxBodyMegabytes()).isEqualTo(100);
        assertThat(configuration.problems()).isEmpty();
    }

    @Test
    void aServerOfTheBuiltInsNameTakesItsPlace() throws Exception {
        configuration.setServers(List.of(new SynchronizationServer("iTwin Platform", "https://qa-api.bentley.com")));

        assertThat(configuration.target("").api()).isEqualTo(ServerUrl.parse("https://qa-api.bentley.com"));
        assertThat(configuration.known().names()).containsExactly("iTwin Platform");
    }

    @Test
    void theDefaultServerIsUsedWhereNoneIsNamed() throws Exception {
        configuration.setServers(List.of(new SynchronizationServer("QA", "https://qa-api.bentley.com")));
        configuration.setDefaultServer("QA");

        assertThat(configuration.target(" ").name()).isEqualTo("QA");
        assertThat(configuration.target("iTwin Platform").name()).isEqualTo("iTwin Platform");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThatThereAre() {
        configuration.setServers(List.of(new SynchronizationServer("QA", "https://qa-api.bentley.com")));

        assertThatThrownBy(() -> configuration.target("https://evil.example"))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("“https://evil.example”")
                .hasMessageContaining("iTwin Platform, QA");
    }

    @Test
    void twoServersOfOneNameAreNotUsed() {
        configuration.setServers(List.of(
                new SynchronizationServer("QA", "https://qa-api.bentley.com"),
                new SynchronizationServer("QA", "https://dev-api.bentley.com")));

        assertThatThrownBy(() -> configuration.target("QA")).hasMessageContaining("more than one server “QA”");
    }

    @Test
    void aWaitGoesOnWithARenamedServerButNotWithAnotherOne() throws Exception {
        configuration.setServers(List.of(
                new SynchronizationServer("Broken", "http://qa-api.bentley.com"),
                new SynchronizationServer("New name", "https://qa-api.bentley.com/"),
                new SynchronizationServer("Twin", "https://qa-api.bentley.com"),
                new SynchronizationServer("Old name", "https://other.example.com")));

        assertThat(configuration
                        .targetOnResume("Old name", "https://qa-api.bentley.com", QA_TOKENS)
                        .name())
                .isEqualTo("New name");
        assertThat(configuration
                        .targetOnResume("Twin", "https://qa-api.bentley.com", QA_TOKENS)
                        .name())
                .isEqualTo("Twin");
        for (String gone : new String[] {"https://gone.example.com", "http://qa-api.bentley.com", "nonsense", null}) {
            assertThatThrownBy(() -> configuration.targetOnResume("Old name", gone, QA_TOKENS))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("removed or changed");
        }
    }

    @Test
    void aWaitDoesNotGoOnWithAServerThatGetsTokensElsewhere() {
        SynchronizationServer elsewhere = new SynchronizationServer("Elsewhere", "https://qa-api.bentley.com");
        elsewhere.setTokenUrl("https://tokens.example.com");
        configuration.setServers(List.of(elsewhere));

        assertThatThrownBy(() -> configuration.targetOnResume("QA", "https://qa-api.bentley.com", QA_TOKENS))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("removed or changed");
    }

    @Test
    void aTargetIsKnownAsLongAsAServerHasItsUrls() throws Exception {
        SynchronizationServer server = new SynchronizationServer("S", "https://api.example.com");
        configuration.setServers(List.of(server));
        ServerTarget target = configuration.target("S");

        configuration.setServers(List.of(new SynchronizationServer("Renamed", "https://api.example.com")));
        assertThat(configuration.stillHas(target)).isTrue();

        SynchronizationServer otherTokens = new SynchronizationServer("S", "https://api.example.com");
        otherTokens.setTokenUrl("https://evil.example/token");
        configuration.setServers(List.of(otherTokens));
        assertThat(configuration.stillHas(target)).isFalse();

        configuration.setServers(List.of());
        assertThat(configuration.stillHas(target)).isFalse();
        assertThat(configuration.stillHas(configuration.target(null))).isTrue();
    }

    @Test
    void aNumberOrALinkThatCannotBeUsedKeepsNewWaitsFromAServerButEndsNone() throws Exception {
        SynchronizationServer good = new SynchronizationServer("QA", "https://qa-api.bentley.com");
        good.setRequestsPerMinute(7);
        good.setRunUrl("https://example.com/{runId}");
        configuration.setServers(List.of(good));
        ServerTarget target = configuration.target("QA");
        assertThat(configuration
                        .targetOnResume("QA", "https://qa-api.bentley.com", QA_TOKENS)
                        .runLink("c", "r"))
                .isEqualTo("https://example.com/r");
        List<Consumer<SynchronizationServer>> mistakes = List.of(
                server -> server.setMinIntervalSeconds(90),
                server -> server.setMaxIntervalSeconds(0),
                server -> server.setRequestsPerMinute(-1),
                server -> server.setRequestsPerHour(0),
                server -> server.setRunUrl("nonsense"));
        for (Consumer<SynchronizationServer> mistake : mistakes) {
            SynchronizationServer wrong = new SynchronizationServer("QA", "https://qa-api.bentley.com");
            mistake.accept(wrong);
            configuration.setServers(List.of(wrong));

            assertThatThrownBy(() -> configuration.target("QA")).isInstanceOf(ServerException.class);
            assertThat(configuration.stillHas(target)).isTrue();
            assertThat(configuration.hasServerAt(target.api().url().resolve("synchronization/")))
                    .isTrue();
            ServerTarget resumed = configuration.targetOnResume("QA", "https://qa-api.bentley.com", QA_TOKENS);
            assertThat(resumed.runLink("c", "r")).isNull();
            assertThat(resumed.minInterval()).isLessThanOrEqualTo(resumed.maxInterval());
            assertThat(target.currentLimits().get()).isEqualTo(new RequestLimits(500, 5000));
        }
        configuration.setServers(List.of(good, new SynchronizationServer("QA", "https://qa-api.bentley.com")));
        assertThat(configuration.stillHas(target)).as("two of one name").isTrue();
        assertThat(target.currentLimits().get()).isEqualTo(new RequestLimits(7, 5000));
    }

    @Test
    void aWaitThatHasBegunKeepsTheDefaultTimeoutOfItsBeginning() {
        WaitSpec wait = new WaitSpec("connection", "run", "itwin");
        wait.takeDefaultsOf(null);

        configuration.setDefaultTimeoutMinutes(5);

        assertThat(wait.timeout()).isEqualTo(Duration.ofDays(1));
        configuration.setDefaultTimeoutMinutes(1440);
    }

    @Test
    void aFileWithNonsenseIsReportedAndLeavesTheDefaults() throws Exception {
        load("""
                <defaultTimeoutMinutes>-5</defaultTimeoutMinutes>
                <bodyRetentionDays>often</bodyRetentionDays>
                <maxBodyMegabytes>99999999</maxBodyMegabytes>
                <defaultServer>Nowhere</defaultServer>
                <servers>
                  <null/>
                  <no.such.Class/>
                  <io.jenkins.plugins.synchronization.config.SynchronizationServer/>
                  <io.jenkins.plugins.synchronization.config.SynchronizationServer>
                    <name>Half</name>
                    <apiUrl>ftp://api.example.com</apiUrl>
                  </io.jenkins.plugins.synchronization.config.SynchronizationServer>
                </servers>
                """);

        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(1440);
        assertThat(configuration.getBodyRetentionDays()).isZero();
        assertThat(configuration.getMaxBodyMegabytes()).isEqualTo(100);
        assertThat(configuration.target("iTwin Platform").api()).isEqualTo(ServerUrl.PRODUCTION_API);
        assertThatThrownBy(() -> configuration.target("Half")).isInstanceOf(ServerException.class);
        assertThatThrownBy(() -> configuration.target(null)).hasMessageContaining("“Nowhere”");
        assertThat(configuration.problems())
                .hasSize(5)
                .anyMatch(text -> text.contains("Every server needs a name"))
                .anyMatch(text -> text.contains("“Half”"))
                .anyMatch(text -> text.contains("“Nowhere”"))
                .anyMatch(text -> text.startsWith("Default timeout (minutes) is -5"))
                .anyMatch(text -> text.startsWith("Maximum size"));
        assertThat(AdministrativeMonitor.all().get(ConfigurationMonitor.class).isActivated())
                .isTrue();
        assertThat(jenkins.createWebClient().goTo("manage").asNormalizedText())
                .contains("Some iTwin Synchronization settings are invalid", "“Half”");
    }

    @Test
    void aFileWithoutAnythingIsTheDefault() throws Exception {
        load("");

        assertThat(configuration.problems()).isEmpty();
    }

    private void load(String xml) throws IOException {
        String element = SynchronizationConfiguration.class.getName();
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(CONFIG_FILE);
        Files.writeString(file, "<?xml version='1.1' encoding='UTF-8'?><" + element + ">" + xml + "</" + element + ">");
        configuration.load();
    }
}
