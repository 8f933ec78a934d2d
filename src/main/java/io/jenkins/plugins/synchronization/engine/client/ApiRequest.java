package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.RunList;
import io.jenkins.plugins.synchronization.engine.run.SourceFileList;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A request other than the poll of a run.
 *
 * @param <T> what is read from a good response
 */
public final class ApiRequest<T> {

    private static final MediaType JSON = MediaType.get("application/json");

    /** Reads a good response. */
    private interface Reader<T> {
        T read(Response response, Redaction redaction) throws IOException;
    }

    /** Reads the body of a good response. */
    private interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    private final ServerUrl server;
    private final HttpUrl url;
    private final String prefer;
    private final RequestBody body;
    private final Reader<T> reader;

    private ApiRequest(ServerUrl server, HttpUrl url, String prefer, RequestBody body, Reader<T> reader) {
        this.server = server;
        this.url = url;
        this.prefer = prefer;
        this.body = body;
        this.reader = reader;
    }

    /**
     * Starts a run.
     *
     * @param connection the connection
     * @param manifest the source files; null for a storage connection, which has them
     */
    public static ApiRequest<StartResponse> start(ConnectionAddress connection, Manifest manifest) {
        byte[] content = manifest == null ? new byte[0] : manifest.bytes();
        String below = connection.type() == ConnectionType.STORAGE ? "run" : "runs";
        return new ApiRequest<>(
                connection.server(),
                connection.url(below),
                null,
                RequestBody.create(content, manifest == null ? null : JSON),
                (response, redaction) ->
                        StartResponse.of(response.code(), response.header("Location"), connection.server(), redaction));
    }

    /**
     * Lists runs of a connection.
     *
     * @param skip how many runs to pass over
     * @param top how many to list at most
     * @param whole whether to ask for whole runs, with their start times, rather than IDs and states
     */
    public static ApiRequest<RunList> runs(ConnectionAddress connection, int skip, int top, boolean whole) {
        HttpUrl url = connection
                .url("runs")
                .newBuilder()
                .addEncodedQueryParameter("$top", Integer.toString(top))
                .addEncodedQueryParameter("$skip", Integer.toString(skip))
                .build();
        return get(connection, url, whole ? "return=representation" : "return=minimal", RunList::read);
    }

    /** Gets the connection, for the link to its newest run; empty where it has none. */
    public static ApiRequest<Optional<RunAddress>> lastRun(ConnectionAddress connection) {
        return get(connection, connection.url(), null, body -> {
            String href = RunList.lastRunOf(body);
            try {
                return Optional.ofNullable(href).map(link -> RunLocation.parse(link, connection.server()));
            } catch (UnusableTextException noRun) {
                return Optional.empty();
            }
        });
    }

    /** Lists the source files of a storage connection; those of manifest connections have no names. */
    public static ApiRequest<SourceFilesPage> sourceFiles(ConnectionAddress connection) {
        return sourceFiles(connection, connection.url("sourcefiles"));
    }

    static ApiRequest<SourceFilesPage> sourceFiles(ConnectionAddress connection, HttpUrl page) {
        return get(connection, page, null, body -> SourceFilesPage.of(SourceFileList.read(body), connection, page));
    }

    private static <T> ApiRequest<T> get(
            ConnectionAddress connection, HttpUrl url, String prefer, BodyReader<T> reader) {
        return new ApiRequest<>(
                connection.server(),
                url,
                prefer,
                null,
                (response, redaction) ->
                        reader.read(Objects.requireNonNull(response.body()).byteStream()));
    }

    /** The server that it is for; never null. */
    public ServerUrl server() {
        return server;
    }

    /** Whether it may change something, so that it matters whether it arrived. */
    public boolean isStart() {
        return body != null;
    }

    /** Puts it into a request that has its headers. */
    Request in(Request.Builder builder) {
        builder.url(url);
        if (prefer != null) {
            builder.header("Prefer", prefer);
        }
        return body == null ? builder.build() : builder.post(body).build();
    }

    boolean isGood(int status) {
        return body == null ? status == 200 : status / 100 == 2 || status == 303;
    }

    T read(Response response, Redaction redaction) throws IOException {
        return reader.read(response, redaction);
    }

    /** Method and URL. */
    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + url;
    }
}
