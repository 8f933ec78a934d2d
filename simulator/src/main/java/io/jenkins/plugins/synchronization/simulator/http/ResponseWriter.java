package io.jenkins.plugins.synchronization.simulator.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes responses to one connection, whole or broken as their delivery says. */
final class ResponseWriter {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** How the end of a response is found. */
    enum Framing {
        /** By its length or last chunk; the connection stays open. */
        KEEPING,
        /** The same, and the connection ends. */
        CLOSING,
        /** HTTP/1.0, which has no chunks: by its length, else by the end of the connection. */
        OLD;

        static Framing of(HttpRequest request) {
            return request.version().equals(HttpRequest.OLD_VERSION) ? OLD : request.closes() ? CLOSING : KEEPING;
        }
    }

    private final OutputStream out;
    private final SlowOutputStream.Pauses pauses;

    ResponseWriter(OutputStream out, SlowOutputStream.Pauses pauses) {
        this.out = out;
        this.pauses = pauses;
    }

    /**
     * Writes one response and flushes it.
     *
     * @param framing how the client finds the end of the response
     * @param acceptsGzip whether the client takes gzip
     * @throws BrokenOffException where the delivery is to be cut short and now is
     */
    void write(HttpResponse response, Framing framing, boolean acceptsGzip) throws IOException {
        boolean gzip = acceptsGzip && response.body() != Body.EMPTY;
        Body body = gzip ? new Gzipped(response.body()) : response.body();
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        if (framing != Framing.KEEPING) {
            headers.put("Connection", "close");
        }
        if (body.streamed() && framing == Framing.OLD) {
            head(response.status(), headers);
            OutputStream buffer = new BufferedOutputStream(faulty(out, response, body), CHUNK_BYTES);
            body.writeTo(buffer);
            buffer.flush();
        } else if (body.streamed()) {
            headers.put("Transfer-Encoding", "chunked");
            head(response.status(), headers);
            ChunkedOutputStream chunks = new ChunkedOutputStream(out);
            OutputStream buffer = new BufferedOutputStream(faulty(chunks, response, body), CHUNK_BYTES);
            body.writeTo(buffer);
            buffer.flush();
            chunks.finish();
        } else {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            body.writeTo(bytes);
            headers.put("Content-Length", Integer.toString(bytes.size()));
            head(response.status(), headers);
            bytes.writeTo(faulty(out, response, Body.of(bytes.toByteArray())));
        }
        out.flush();
    }

    private OutputStream faulty(OutputStream target, HttpResponse response, Body encoded) throws IOException {
        if (response.delivery() instanceof Delivery.CutShort cut) {
            return new CutShortOutputStream(target, cut.bytes());
        }
        if (response.delivery() instanceof Delivery.Slow slow) {
            return new SlowOutputStream(target, lengthOf(encoded), slow.lasts(), pauses);
        }
        return target;
    }

    private static long lengthOf(Body body) throws IOException {
        long[] length = new long[1];
        body.writeTo(new OutputStream() {
            @Override
            public void write(int b) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                length[0] += count;
            }
        });
        return length[0];
    }

    private void head(int status, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason(status) + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 303 -> "See Other";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 422 -> "Unprocessable Entity";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status " + status;
        };
    }

    private record Gzipped(Body plain) implements Body {

        @Override
        public void writeTo(OutputStream target) throws IOException {
            GZIPOutputStream zip = new GZIPOutputStream(target, 8192);
            plain.writeTo(zip);
            zip.finish();
        }

        @Override
        public boolean streamed() {
            return plain.streamed();
        }
    }
}
