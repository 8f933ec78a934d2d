package io.jenkins.plugins.synchronization.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {

    @Test
    @ConfiguredWithCode("full.yaml")
    void whatIsImportedIsUsedAndExportedWithoutLoss(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();
        ServerTarget qa = configuration.target(null);

        assertThat(qa.name()).isEqualTo("QA");
        assertThat(qa.api()).isEqualTo(ServerUrl.parse("https://qa-api.bentley.com"));
        assertThat(qa.tokens()).isEqualTo(ServerUrl.QA_TOKENS);
        assertThat(qa.limits()).isEqualTo(new RequestLimits(100, 1000));
        assertThat(qa.minInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(qa.maxInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(qa.runLink("c", "r")).isEqualTo("https://portal.example.com/c/r");
        assertThat(configuration.target("Second").limits()).isEqualTo(RequestLimits.SMALLEST_TIER);
        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(90);
        assertThat(configuration.getBodyRetentionDays()).isEqualTo(14);
        assertThat(configuration.getMaxBodyMegabytes()).isEqualTo(250);
        assertThat(exported()).isEqualTo(imported());
    }

    private static String exported() throws Exception {
        return Util.toYamlString(Util.getUnclassifiedRoot(new ConfigurationContext(ConfiguratorRegistry.get()))
                        .get("itwinSynchronization"))
                .strip();
    }

    private String imported() throws Exception {
        String whole = Util.toStringFromYamlFile(this, "full.yaml");
        return whole.substring(whole.indexOf("bodyRetentionDays"))
                .replaceAll("(?m)^ {4}", "")
                .strip();
    }

    @Test
    @ConfiguredWithCode("broken.yaml")
    void whatCannotBeUsedLetsJenkinsStartAndIsRefusedWhenItIsUsed(JenkinsConfiguredWithCodeRule jenkins)
            throws Exception {
        SynchronizationConfiguration configuration = SynchronizationConfiguration.get();

        for (String name : new String[] {"Plain HTTP", "Twice", "No URL", "Hasty", null}) {
            assertThatThrownBy(() -> configuration.target(name)).isInstanceOf(ServerException.class);
        }
        assertThat(configuration.target("iTwin Platform").api()).isEqualTo(ServerUrl.PRODUCTION_API);
        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(1440);
        assertThat(configuration.getBodyRetentionDays()).isZero();
        assertThat(configuration.getMaxBodyMegabytes()).isEqualTo(100);
        assertThat(configuration.problems()).hasSize(9);
        assertThat(AdministrativeMonitor.all().get(ConfigurationMonitor.class).isActivated())
                .isTrue();
        ConfigurationAsCode.get().export(OutputStream.nullOutputStream());
    }
}
