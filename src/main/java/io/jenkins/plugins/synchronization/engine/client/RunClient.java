package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Talks to the API over HTTP, asynchronously: each request is sent once, redirects are not followed, and each server has its own
 * few connections, so that one that is dead cannot hold up another. Bodies are read as they come.
 */
public final class RunClient implements RunApi {

    private static final Logger LOGGER = Logger.getLogger(RunClient.class.getName());
    private static final String ACCEPT = "application/vnd.bentley.itwin-platform.v1+json";

    private final HttpSettings settings;
    private final InstantSource time;
    private final ServerClients clients;

    /**
     * Makes a client. The base brings proxy, proxy authentication and trusted certificates, and is neither changed nor
     * closed; the time is to read dates in responses with.
     */
    public RunClient(OkHttpClient base, HttpSettings settings, InstantSource time) {
        this.clients = new ServerClients(base, settings);
        this.settings = settings;
        this.time = time;
    }

    @Override
    public Runnable get(RunAddress address, AccessToken token, String correlationId, Consumer<RunAnswer> answer) {
        Request request = headers(token, correlationId).url(address.url()).build();
        return send(
                request,
                address.server(),
                response -> answer.accept(read(response, token, correlationId)),
                why -> answer.accept(new RunAnswer.Failed(unreachable(why, 0, token, correlationId))));
    }

    @Override
    public <T> Runnable send(
            ApiRequest<T> request, AccessToken token, String correlationId, Consumer<ApiResponse<T>> response) {
        return send(
                request.in(headers(token, correlationId)),
                request.server(),
                received -> response.accept(read(request, received, token, correlationId)),
                why -> response.accept(new ApiResponse.Failed<>(unreachable(why, 0, token, correlationId))));
    }

    private Request.Builder headers(AccessToken token, String correlationId) {
        return new Request.Builder()
                .header("Accept", ACCEPT)
                .header("Authorization", "Bearer " + token.value())
                .header("User-Agent", settings.userAgent())
                .header("X-Correlation-Id", correlationId);
    }

    private Runnable send(
            Request request, ServerUrl server, Consumer<Response> receiver, Consumer<IOException> noResponse) {
        Call call = clients.of(server).newCall(request);
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, Response response) {
                receiver.accept(response);
            }

            @Override
            public void onFailure(Call failed, IOException why) {
                noResponse.accept(why);
            }
        });
        return call::cancel;
    }

    private <T> ApiResponse<T> read(ApiRequest<T> request, Response response, AccessToken token, String correlationId) {
        try (response) {
            Redaction redaction = Redaction.of(token);
            return request.isGood(response.code())
                    ? new ApiResponse.Good<>(request.read(response, redaction))
                    : new ApiResponse.Failed<>(FailureReader.ofApi(response, redaction, correlationId, time.instant()));
        } catch (NotARunException unusable) {
            return new ApiResponse.Failed<>(notARun(unusable, response, correlationId));
        } catch (IOException broken) {
            return new ApiResponse.Failed<>(unreachable(broken, response.code(), token, correlationId));
        } catch (RuntimeException | Error bug) {
            return new ApiResponse.Failed<>(unreachable(bug, response, token, correlationId));
        }
    }

    private RunAnswer read(Response response, AccessToken token, String correlationId) {
        try (response) {
            if (response.code() != 200) {
                return new RunAnswer.Failed(
                        FailureReader.ofApi(response, Redaction.of(token), correlationId, time.instant()));
            }
            return readRun(response);
        } catch (NotARunException notARun) {
            return new RunAnswer.Failed(notARun(notARun, response, correlationId));
        } catch (IOException broken) {
            return new RunAnswer.Failed(unreachable(broken, response.code(), token, correlationId));
        } catch (RuntimeException | Error bug) {
            return new RunAnswer.Failed(unreachable(bug, response, token, correlationId));
        }
    }

    private RunAnswer readRun(Response response) throws IOException {
        try (BodySpool spool =
                new BodySpool(Objects.requireNonNull(response.body()).byteStream(), settings.temporaryDirectory())) {
            boolean kept = false;
            try {
                RunSummary summary = RunReader.summary(spool, state -> {
                    if (!state.is(ExecutionState.COMPLETED)) {
                        spool.drop();
                    }
                });
                RunBody body = summary.run().isCompleted() ? spool.body() : null;
                kept = body != null;
                return new RunAnswer.Found(summary, body);
            } finally {
                if (!kept) {
                    spool.drop();
                }
            }
        }
    }

    private static ApiFailure notARun(NotARunException why, Response response, String correlationId) {
        return ApiFailure.of(
                ApiFailure.Kind.NOT_A_RUN, response.code(), why.reason().name(), why.text(), correlationId);
    }

    /** OkHttp would only log it, and whoever waits for the answer would wait for ever. */
    private static ApiFailure unreachable(Throwable bug, Response response, AccessToken token, String correlationId) {
        LOGGER.log(Level.SEVERE, "Could not read the response, correlation ID " + correlationId, bug);
        return unreachable(new IOException(bug.toString()), response.code(), token, correlationId);
    }

    private static ApiFailure unreachable(IOException why, int status, AccessToken token, String correlationId) {
        ConnectionException known = why instanceof ConnectionException connection ? connection : null;
        return ApiFailure.of(
                known == null ? ApiFailure.Kind.UNREACHABLE : known.kind(),
                known == null ? status : known.status(),
                null,
                ConnectionException.textOf(why, Redaction.of(token)),
                correlationId);
    }

    @Override
    public int concurrentRequests() {
        return settings.maxConcurrent();
    }

    @Override
    public Duration requestLimit() {
        return settings.requestLimit();
    }

    /** Cancels what is under way and closes all connections. */
    @Override
    public void close() {
        clients.close();
    }
}
