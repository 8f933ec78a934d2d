package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
import java.net.Proxy;
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
import okhttp3.Response;
import okhttp3.Route;

/** Makes the HTTP clients of one server: nothing is repeated, followed, cached or shared with other servers. */
final class HttpClients {

    /** Less than servers keep an idle connection: a request on one that they have closed fails, and is not repeated. */
    private static final int KEPT_SECONDS = 4;

    /** Added to a status that OkHttp shall not act on. */
    private static final int HIDDEN = 1000;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private HttpClients() {}

    /** Takes what the caller brings (proxy, proxy authentication, TLS) and adds what the API needs. */
    static OkHttpClient make(OkHttpClient base, HttpSettings settings) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "itwin-synchronization-http-" + THREADS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(settings.maxConcurrent());
        dispatcher.setMaxRequestsPerHost(settings.maxConcurrent());
        OkHttpClient.Builder client = base.newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(settings.maxConcurrent(), KEPT_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .addInterceptor(HttpClients::showStatus);
        client.networkInterceptors().add(0, HttpClients::hideStatus);
        return client.build();
    }

    /**
     * OkHttp repeats some requests by itself: after a 503 that says "Retry-After: 0", after a 408 or 421, and after a 407
     * of the API itself it would even send the proxy's password to it. Each request counts against the limits, so OkHttp
     * does not get to see the status of a failure. Only a proxy that asks for a password is answered.
     */
    private static Response hideStatus(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean ofProxy =
                response.code() == 407 && isFromProxy(chain.connection().route());
        return response.code() < 300 || ofProxy
                ? response
                : response.newBuilder().code(response.code() + HIDDEN).build();
    }

    private static boolean isFromProxy(Route route) {
        return route.proxy().type() == Proxy.Type.HTTP && !route.requiresTunnel();
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
