package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.engine.client.ForwardProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Waiting behind the proxy that Jenkins is configured for: an API that is reached by that proxy only, over TLS. */
@WithJenkins
class ProxyTest {

    private static final String HOST = "api.example.org";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private JenkinsRule jenkins;
    private PlayedApi api;
    private ForwardProxy proxy;

    @BeforeEach
    void startApi(JenkinsRule rule) throws Exception {
        jenkins = rule;
        api = PlayedApi.start();
        trust();
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(CERTIFICATE)
                        .build()
                        .sslSocketFactory(),
                false);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return relay(request);
            }
        });
        server.start();
        proxy = new ForwardProxy(new InetSocketAddress(server.getHostName(), server.getPort()));
        configure("https://" + HOST);
    }

    @AfterEach
    void stopApi() throws Exception {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        proxy.close();
        server.shutdown();
        api.close();
    }

    private void trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("api", CERTIFICATE.certificate());
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE_PASSWORD, "changeit");
    }

    private MockResponse relay(RecordedRequest request) {
        try {
            HttpURLConnection onward = (HttpURLConnection)
                    URI.create(api.url()).resolve(request.getPath()).toURL().openConnection(Proxy.NO_PROXY);
            onward.setRequestProperty("Accept", request.getHeader("Accept"));
            onward.setRequestProperty("Authorization", request.getHeader("Authorization"));
            return new MockResponse()
                    .setResponseCode(onward.getResponseCode())
                    .setBody(new Buffer().readFrom(onward.getInputStream()));
        } catch (IOException broken) {
            return new MockResponse().setResponseCode(502);
        }
    }

    private void configure(String url) throws IOException {
        PlayedApi.configure(
                url,
                api.api().tokenUrl().toString(),
                api.api().validToken(),
                api.api().clientId(),
                api.api().clientSecret());
    }

    private ProxyConfiguration proxyExceptFor(String direct) {
        return new ProxyConfiguration("127.0.0.1", proxy.port(), ForwardProxy.USER, ForwardProxy.PASSWORD, direct);
    }

    private WorkflowRun start() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(api.step(""), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    @Test
    void aProxyThatAsksForAPasswordIsUsed() throws Exception {
        jenkins.jenkins.setProxy(proxyExceptFor(""));
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start()));

        assertThat(proxy.heads()).anyMatch(head -> head.startsWith("CONNECT " + HOST + ":443"));
    }

    @Test
    void hostsThatNeedNoProxyAreAskedDirectly() throws Exception {
        jenkins.jenkins.setProxy(proxyExceptFor(HOST));

        WorkflowRun build = start();
        jenkins.waitForMessage("The API cannot be reached", build);

        assertThat(proxy.heads()).isEmpty();
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void aServerOnThisMachineIsNeverReachedByTheProxy() throws Exception {
        configure(api.url());
        jenkins.jenkins.setProxy(proxyExceptFor(""));
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start()));

        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    void aProxyThatIsConfiguredWhileABuildWaitsIsUsedFromThenOn() throws Exception {
        WorkflowRun build = start();
        jenkins.waitForMessage("The API cannot be reached", build);
        assertThat(proxy.heads()).isEmpty();

        jenkins.jenkins.setProxy(proxyExceptFor(""));
        api.awaitPoll();
        api.awaitNextPoll();
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(proxy.heads()).isNotEmpty();
    }
}
