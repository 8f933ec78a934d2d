package io.jenkins.plugins.synchronization.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

@WithJenkins
class ConfigurationFormTest {

    private static final String FIRST_SERVER = "(.//div[@name='servers'])[1]";

    private static JenkinsRule jenkins;
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
    void theFormKeepsEverything() throws Exception {
        SynchronizationServer full = new SynchronizationServer("Süd & <Nord>", "https://api.example.com");
        full.setTokenUrl("https://tokens.example.com/token");
        full.setRunUrl("https://portal.example.com/{connectionId}/{runId}");
        full.setRequestsPerMinute(11);
        full.setRequestsPerHour(111);
        full.setMinIntervalSeconds(4);
        full.setMaxIntervalSeconds(44);
        SynchronizationServer plain = new SynchronizationServer("Plain", "https://qa-api.bentley.com");
        configuration.setServers(List.of(full, plain));
        configuration.setDefaultServer("Süd & <Nord>");
        configuration.setDefaultTimeoutMinutes(77);
        configuration.setBodyRetentionDays(14);
        configuration.setMaxBodyMegabytes(5);

        jenkins.configRoundtrip();
        configuration.load();

        assertThat(configuration.getServers()).usingRecursiveComparison().isEqualTo(List.of(full, plain));
        assertThat(configuration.getServers().get(0)).isNotSameAs(full);
        assertThat(configuration.getDefaultServer()).isEqualTo("Süd & <Nord>");
        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(77);
        assertThat(configuration.getBodyRetentionDays()).isEqualTo(14);
        assertThat(configuration.getMaxBodyMegabytes()).isEqualTo(5);
    }

    @Test
    void theFormKeepsThatNothingIsConfigured() throws Exception {
        jenkins.configRoundtrip();

        assertThat(configuration.getServers()).isEmpty();
        assertThat(configuration.getDefaultServer()).isNull();
        assertThat(configuration.getBodyRetentionDays()).isZero();
    }

    @Test
    void theLastServerCanBeDeleted() throws Exception {
        configuration.setServers(List.of(new SynchronizationServer("Only", "https://api.example.com")));
        HtmlForm form = form();
        form.<HtmlElement>getFirstByXPath(FIRST_SERVER).remove();
        jenkins.submit(form);

        assertThat(configuration.getServers()).isEmpty();
    }

    @Test
    void anEmptyNumberMeansTheUsualOne() throws Exception {
        configuration.setDefaultTimeoutMinutes(77);
        SynchronizationServer server = new SynchronizationServer("S", "https://api.example.com");
        server.setRequestsPerHour(1);
        configuration.setServers(List.of(server));

        HtmlForm form = form();
        form.getInputByName("_.defaultTimeoutMinutes").setValue("");
        form.getInputByName("_.requestsPerHour").setValue("");
        jenkins.submit(form);

        assertThat(configuration.getDefaultTimeoutMinutes()).isEqualTo(1440);
        assertThat(configuration.getServers().get(0).getRequestsPerHour()).isEqualTo(5000);
    }

    @Test
    void whatCannotBeUsedIsNotSaved() throws Exception {
        for (String change : new String[] {
            "_.apiUrl=http://api.example.com",
            "_.apiUrl=",
            "_.name=",
            "_.name=Other",
            "_.runUrl=javascript:alert(1)",
            "_.requestsPerHour=0",
            "_.maxIntervalSeconds=1",
            "_.defaultTimeoutMinutes=0",
            "_.bodyRetentionDays=-1",
            "_.maxBodyMegabytes=2049"
        }) {
            submitWith(change);
            assertThat(configuration.problems()).as(change).isEmpty();
            assertThat(configuration.getServers())
                    .as(change)
                    .extracting(SynchronizationServer::getName)
                    .containsExactly("First", "Other");
        }
    }

    private void submitWith(String change) throws Exception {
        configuration.setServers(List.of(
                new SynchronizationServer("First", "https://api.example.com"),
                new SynchronizationServer("Other", "https://api.example.com")));
        HtmlForm form = form();
        String[] nameAndValue = change.split("=", 2);
        HtmlInput field = form.getFirstByXPath(FIRST_SERVER + "//input[@name='" + nameAndValue[0] + "']");
        if (field == null) {
            field = form.getInputByName(nameAndValue[0]);
        }
        field.setValue(nameAndValue[1]);
        form.getPage().getWebClient().getOptions().setThrowExceptionOnFailingStatusCode(false);

        assertThat(jenkins.submit(form).getWebResponse().getStatusCode())
                .as(change)
                .isEqualTo(400);
    }

    private HtmlForm form() throws Exception {
        return jenkins.createWebClient().goTo("configure").getFormByName("config");
    }

    @Test
    void onlyAdministratorsAreToldWhatIsWrongWithAField() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("manager"));
        for (String user : new String[] {"admin", "manager"}) {
            for (String check : new String[] {
                "SynchronizationServer/checkApiUrl?value=x",
                "SynchronizationServer/checkTokenUrl?apiUrl=&value=x",
                "SynchronizationServer/checkRunUrl?value=x",
                "SynchronizationServer/checkName?value=",
                "SynchronizationServer/checkRequestsPerMinute?value=0",
                "SynchronizationServer/checkRequestsPerHour?value=x",
                "SynchronizationServer/checkMinIntervalSeconds?value=0",
                "SynchronizationServer/checkMaxIntervalSeconds?value=5&minIntervalSeconds=6",
                "SynchronizationConfiguration/checkDefaultTimeoutMinutes?value=0",
                "SynchronizationConfiguration/checkBodyRetentionDays?value=-1",
                "SynchronizationConfiguration/checkMaxBodyMegabytes?value=0",
            }) {
                assertThat(answer(user, check).matches("(?s).*class=\"?error.*"))
                        .as("%s as %s", check, user)
                        .isEqualTo(user.equals("admin"));
            }
        }
    }

    private String answer(String user, String check) {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.login(user);
            return client.getPage(new WebRequest(
                            client.createCrumbedUrl(
                                    "descriptorByName/" + getClass().getPackageName() + "." + check),
                            HttpMethod.POST))
                    .getWebResponse()
                    .getContentAsString();
        } catch (Exception failed) {
            throw new AssertionError(check, failed);
        }
    }

    @Test
    void fieldsAreNotCheckedByGet() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setThrowExceptionOnFailingStatusCode(false);
        String page = "descriptorByName/" + SynchronizationServer.class.getName() + "/checkName?value=";

        assertThat(client.goTo(page, null).getWebResponse().getStatusCode()).isEqualTo(404);
    }

    @Test
    void everySettingHasHelpInBothLanguages() {
        for (Class<?> form : new Class<?>[] {SynchronizationConfiguration.class, SynchronizationServer.class}) {
            for (Method setter : form.getDeclaredMethods()) {
                if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                    assertThatHelpIsThere(
                            form, Introspector.decapitalize(setter.getName().substring(3)));
                }
            }
        }
        assertThatHelpIsThere(SynchronizationServer.class, "name");
        assertThatHelpIsThere(SynchronizationServer.class, "apiUrl");
    }

    private static void assertThatHelpIsThere(Class<?> form, String field) {
        assertThat(form.getResource(form.getSimpleName() + "/help-" + field + ".html"))
                .as(field)
                .isNotNull();
        assertThat(form.getResource(form.getSimpleName() + "/help-" + field + "_de.html"))
                .as(field)
                .isNotNull();
    }
}
