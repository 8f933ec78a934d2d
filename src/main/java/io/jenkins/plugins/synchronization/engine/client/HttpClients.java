package io.jenkins.plugins.synchronization.engine.client;

import java.io.IOException;
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

/** Makes the HTTP clients of one server: nothing is repeated, followed, cached or shared with other servers. */
final class HttpClients {

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
        return base.newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(settings.maxConcurrent(), 90, TimeUnit.SECONDS))
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
                .addNetworkInterceptor(HttpClients::preventRepetition)
                .build();
    }

    /** OkHttp repeats a 503 by itself when it says "Retry-After: 0"; each request counts against the limits. */
    private static Response preventRepetition(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                        && "0".equals(response.header("Retry-After", "").strip())
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
