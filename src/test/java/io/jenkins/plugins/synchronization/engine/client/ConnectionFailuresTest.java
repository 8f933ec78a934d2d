package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class ConnectionFailuresTest {

    private static final HttpUrl URL = HttpUrl.get("https://api.example/");

    /** A call that got the tunnel of another one has no trace of its own. */
    @Test
    void aRequestThatWasSentIsNotTheProxysFaultHoweverItsEndIsWrapped() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("proxy.example", 3128);
        ConnectionTrace trace = new ConnectionTrace();
        trace.connectStart(null, address, new Proxy(Proxy.Type.HTTP, address));
        IOException late = new InterruptedIOException("timeout");
        late.initCause(new ConnectionFailures.Sent(new IOException("Canceled")));

        ConnectionException explained =
                ConnectionFailures.explain(late, URL, trace, null, new ProxyLogin(null, System::nanoTime));

        assertThat(explained.kind()).isEqualTo(ApiFailure.Kind.UNREACHABLE);
        assertThat(ConnectionFailures.explain(
                                new IOException("Canceled"), URL, trace, null, new ProxyLogin(null, System::nanoTime))
                        .kind())
                .isEqualTo(ApiFailure.Kind.PROXY_UNAVAILABLE);
    }
}
