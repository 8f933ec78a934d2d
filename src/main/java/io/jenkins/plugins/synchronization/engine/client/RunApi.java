package io.jenkins.plugins.synchronization.engine.client;

import java.time.Duration;
import java.util.function.Consumer;

/** Polls runs, and sends other requests to the API. */
public interface RunApi extends AutoCloseable {

    /**
     * Sends one request and returns at once.
     *
     * @param correlationId sent as {@code X-Correlation-Id}
     * @param answer is called exactly once, on any thread, perhaps before this method returns; after a cancellation
     *     too, with a failure of kind {@code UNREACHABLE}
     * @return ends the request at once when run; without effect once it is answered
     */
    Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer);

    /**
     * Sends one request of another kind and returns at once.
     *
     * @param response is called exactly once, like the answer to {@link #get}
     * @return ends the request at once when run; without effect once it is answered
     */
    <T> Runnable send(
            ApiRequest<T> request, AccessToken token, String correlationId, Consumer<ApiResponse<T>> response);

    /**
     * How many requests to one server are sent at once, at least 1. More than that are not to be under way: they would
     * queue where no time limit applies.
     */
    int concurrentRequests();

    /** By when the response to a request, its body included, has come or failed. */
    Duration requestLimit();

    /** Ends what is under way; its answers come all the same. Connections and threads are given back. */
    @Override
    void close();
}
