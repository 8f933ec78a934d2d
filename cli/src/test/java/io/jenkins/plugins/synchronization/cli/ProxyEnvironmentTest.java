package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEnvironmentTest {

    private static final URI API = URI.create("https://api.bentley.com/synchronization");

    private static HttpProxy proxyFor(URI request, Map<String, String> environment) {
        return new ProxyEnvironment(environment).proxyFor(request);
    }

    @Test
    void withoutVariablesThereIsNoProxy() {
        assertThat(proxyFor(API, Map.of("HTTPS_PROXY", " "))).isNull();
    }

    @Test
    void aProxyHasHostPortUserAndDecodedPassword() {
        assertThat(proxyFor(API, Map.of("HTTPS_PROXY", "http://jane:p%40ss%3A+w@proxy.example.com:3128/")))
                .isEqualTo(new HttpProxy("proxy.example.com", 3128, "jane", "p@ss:+w"));
    }

    @Test
    void schemeAndPortMayBeLeftOut() {
        assertThat(proxyFor(API, Map.of("https_proxy", "proxy.example.com")))
                .isEqualTo(new HttpProxy("proxy.example.com", 80, null, null));
        assertThat(proxyFor(API, Map.of("https_proxy", "10.0.0.1:8080")))
                .isEqualTo(new HttpProxy("10.0.0.1", 8080, null, null));
        assertThat(proxyFor(API, Map.of("https_proxy", "http://[2001:db8::1]:8080")))
                .isEqualTo(new HttpProxy("2001:db8::1", 8080, null, null));
    }

    @Test
    void lowerCaseGoesBeforeUpperCaseAndHttpsBeforeHttp() {
        assertThat(proxyFor(API, Map.of("https_proxy", "lower", "HTTPS_PROXY", "upper"))
                        .host())
                .isEqualTo("lower");
        assertThat(proxyFor(API, Map.of("HTTP_PROXY", "plain", "HTTPS_PROXY", "secure"))
                        .host())
                .isEqualTo("secure");
        assertThat(proxyFor(API, Map.of("HTTP_PROXY", "plain")).host()).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource({
        "'*', true",
        "bentley.com, true",
        ".bentley.com, true",
        "*.bentley.com, true",
        "API.Bentley.COM, true",
        "api.bentley.com:443, true",
        "api.bentley.com:8443, false",
        "'example.com, bentley.com', true",
        "'example.com bentley.com', true",
        "tley.com, false",
        "api.bentley.com.example.org, false",
        "'', false",
        "',', false"
    })
    void noProxyNamesHostsAndTheirDomains(String noProxy, boolean direct) {
        HttpProxy proxy = proxyFor(API, Map.of("HTTPS_PROXY", "proxy", "NO_PROXY", noProxy));

        assertThat(proxy == null).isEqualTo(direct);
    }

    @Test
    void noProxyKnowsAddresses() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "proxy", "no_proxy", "10.0.0.7,[2001:db8::1]:443,::2");

        assertThat(proxyFor(URI.create("https://10.0.0.7/"), environment)).isNull();
        assertThat(proxyFor(URI.create("https://[2001:db8::1]/"), environment)).isNull();
        assertThat(proxyFor(URI.create("https://10.0.0.8/"), environment)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://jane:hidden@proxy:1080",
                "https://jane:hidden@proxy",
                "http://jane:hidden@",
                "http://jane:hidden@proxy:99999"
            })
    void whatIsNoHttpProxyIsToldWithoutItsPassword(String proxy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxyFor(API, Map.of("HTTPS_PROXY", proxy)))
                .withMessageContaining("HTTPS_PROXY")
                .withMessageNotContaining("hidden");
    }

    @Test
    void whatIsNoHttpProxyDoesNotMatterWhereItIsNotUsed() {
        assertThat(proxyFor(API, Map.of("HTTPS_PROXY", "socks5://proxy", "NO_PROXY", "*")))
                .isNull();
        assertThat(proxyFor(API, Map.of("HTTPS_PROXY", "proxy", "HTTP_PROXY", "socks5://proxy")))
                .isNotNull();
    }

    @Test
    void hostsMayHaveAnUnderscore() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://jane:hid%40den@squid_proxy:3128");

        assertThat(proxyFor(URI.create("https://my_host.example.com/"), environment))
                .isEqualTo(new HttpProxy("squid_proxy", 3128, "jane", "hid@den"));
    }

    @Test
    void aProxyInATextHasNoPassword() {
        assertThat(HttpProxy.parse("http://jane:hidden@proxy:1")).hasToString("HttpProxy[proxy:1]");
    }
}
