package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.AsyncTimeout;

/** Makes the HTTP clients of one server: nothing is repeated, followed, cached or shared with other servers. */
final class HttpClients {

    /** Less than servers keep an idle connection: a request on one that they have closed fails, and is not repeated. */
    private static final int KEPT_SECONDS = 4;

    private static final int SMALL_BODY = 64 << 10;

    /** Added to a status that OkHttp shall not act on. */
    private static final int HIDDEN = 1000;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private HttpClients() {}

    /** Takes what the caller brings (proxy, proxy authentication, trusted certificates) and adds what the API needs. */
    static OkHttpClient make(OkHttpClient base, HttpSettings settings, ServerUrl server) {
        // OkHttp's own threads are started by these, and take over their class loader.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                5,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> DaemonThread.of(task, "itwin-synchronization-http-" + THREADS.incrementAndGet()));
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(settings.maxConcurrent());
        dispatcher.setMaxRequestsPerHost(settings.maxConcurrent());
        ProxyLogin login = ProxyLogin.of(base.proxyAuthenticator());
        OkHttpClient.Builder client = base.newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(settings.maxConcurrent(), KEPT_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.requestLimit())
                .followRedirects(false)
                .followSslRedirects(false)
                // All addresses of a host are tried; see sendOnce for what is not repeated.
                .retryOnConnectionFailure(true)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(login)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .eventListenerFactory(ConnectionTrace::of);
        if (server.isLoopback()) {
            client.proxy(Proxy.NO_PROXY);
        }
        ServerCertificates certificates = ServerCertificates.of(base, client);
        client.addInterceptor(chain -> explained(chain, certificates, login))
                .addInterceptor(chain -> inTime(chain, limit(chain.request(), settings)))
                .addInterceptor(HttpClients::showStatus);
        client.networkInterceptors().add(0, chain -> sendOnce(chain, login));
        return client.build();
    }

    private static Response explained(Interceptor.Chain chain, ServerCertificates certificates, ProxyLogin login)
            throws IOException {
        ConnectionTrace trace = Objects.requireNonNull(chain.request().tag(ConnectionTrace.class));
        trace.report(login);
        try {
            return chain.proceed(chain.request());
        } catch (IOException why) {
            throw ConnectionFailures.explain(why, chain.request().url(), trace, certificates, login);
        } finally {
            login.release();
        }
    }

    /** What is sent may take as long as what is received. */
    private static Duration limit(Request request, HttpSettings settings) throws IOException {
        RequestBody sent = request.body();
        boolean sendsMuch = sent != null && sent.contentLength() > SMALL_BODY;
        return sendsMuch ? settings.requestLimit() : settings.responseTimeout();
    }

    /** OkHttp's limit for a call includes the body. */
    private static Response inTime(Interceptor.Chain chain, Duration limit) throws IOException {
        AsyncTimeout timer = new AsyncTimeout() {
            @Override
            protected void timedOut() {
                chain.call().cancel();
            }
        };
        timer.timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        timer.enter();
        boolean late = false;
        try {
            Response response = chain.proceed(chain.request());
            late = timer.exit();
            if (late) {
                response.close();
                throw new InterruptedIOException("timeout");
            }
            return response;
        } catch (IOException why) {
            if (!late && timer.exit()) {
                InterruptedIOException timeout = new InterruptedIOException("timeout");
                timeout.initCause(why);
                throw timeout;
            }
            throw why;
        }
    }

    /**
     * OkHttp would repeat some requests by itself: on another connection or to another address where one breaks, after
     * a 503 that says "Retry-After: 0", after a 408 or 421. Each request counts against the limits, so OkHttp gets to
     * see neither the status of a failure nor an exception that it would act on.
     */
    private static Response sendOnce(Interceptor.Chain chain, ProxyLogin login) throws IOException {
        login.connected();
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IOException broken) {
            throw new ConnectionFailures.Sent(broken);
        }
        return response.code() < 300
                ? response
                : response.newBuilder().code(response.code() + HIDDEN).build();
    }

    private static Response showStatus(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() < HIDDEN
                ? response
                : response.newBuilder().code(response.code() - HIDDEN).build();
    }

    /** Ends all: also the connections that are given back only when their cancelled requests have noticed. */
    static void close(OkHttpClient client) {
        client.dispatcher().setIdleCallback(() -> client.connectionPool().evictAll());
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
