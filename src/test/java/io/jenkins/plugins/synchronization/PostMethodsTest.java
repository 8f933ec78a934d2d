package io.jenkins.plugins.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Each web method that is for POST only, called as another site could make an administrator's browser call it. */
@WithJenkins
class PostMethodsTest {

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient administrator;

    @BeforeEach
    void signIn(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("administrator"));
        administrator = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        administrator.login("administrator");
    }

    private int get(String path) throws Exception {
        return administrator
                .getPage(new URL(jenkins.getURL(), path))
                .getWebResponse()
                .getStatusCode();
    }

    private int post(String path, boolean crumb) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        if (crumb) {
            administrator.addCrumb(request);
        }
        return administrator.getPage(request).getWebResponse().getStatusCode();
    }

    private static List<Method> methods() {
        return SecurityTest.webMethods().stream()
                .filter(SecurityTest::isForPostOnly)
                .toList();
    }

    @Test
    void noneIsCalledByGetOrWithoutACrumb() throws Exception {
        Set<String> called = new TreeSet<>();
        for (Method method : methods()) {
            for (Descriptor<?> descriptor : jenkins.jenkins.getExtensionList(Descriptor.class)) {
                if (method.getDeclaringClass().isInstance(descriptor)) {
                    String name = method.getName().substring(2, 3).toLowerCase()
                            + method.getName().substring(3);
                    String path = descriptor.getDescriptorUrl() + "/" + name;

                    assertThat(get(path)).as("GET " + path).isIn(404, 405);
                    assertThat(post(path, false))
                            .as("POST without a crumb " + path)
                            .isEqualTo(403);
                    assertThat(post(path, true)).as("POST " + path).isEqualTo(200);
                    called.add(method.toString());
                }
            }
        }

        assertThat(methods())
                .filteredOn(method -> !called.contains(method.toString()))
                .extracting(Method::getName)
                .containsExactly("doEnd");
        String end = "synchronization-waits/end?build=none%231&key=none";
        assertThat(get(end)).isEqualTo(405);
        assertThat(post(end, false)).isEqualTo(403);
        assertThat(post(end, true)).isEqualTo(200);
    }
}
