package io.jenkins.plugins.synchronization.engine.client;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;

/**
 * How far one call has come, which says whom a failure concerns: the proxy or the server. Written by the threads that
 * connect, read by the thread of the call.
 */
final class ConnectionTrace extends EventListener {

    private volatile Proxy proxy = Proxy.NO_PROXY;
    private volatile ProxyLogin login;
    private volatile boolean tunneled;

    /** The trace of a call that {@link ServerClients} made. */
    static EventListener of(Call call) {
        ConnectionTrace trace = call.request().tag(ConnectionTrace.class);
        return trace == null ? EventListener.NONE : trace;
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        proxy = proxies.get(0);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy used) {
        proxy = used;
        tunneled = false;
    }

    /** Takes whom to notify once the proxy has let the call through. */
    void report(ProxyLogin to) {
        login = to;
    }

    @Override
    public void secureConnectStart(Call call) {
        tunneled = true;
        // The server may take as long as it likes now: others that wait for the proxy must not wait for that.
        if (proxy.type() != Proxy.Type.DIRECT && login != null) {
            login.connected();
        }
    }

    /** The proxy that was in the way when a call failed that was not sent, or null. */
    Proxy failedProxy() {
        return proxy.type() == Proxy.Type.DIRECT || tunneled ? null : proxy;
    }
}
