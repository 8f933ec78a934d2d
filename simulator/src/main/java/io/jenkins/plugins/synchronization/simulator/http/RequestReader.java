package io.jenkins.plugins.synchronization.simulator.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads requests from one connection (RFC 9112); every part is bounded. */
final class RequestReader {

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private final InputStream in;
    private int headBytes;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next request.
     *
     * @return the request, or null where the client closed the connection between two requests
     * @throws MalformedRequestException where it is not a request that this server reads
     */
    HttpRequest next() throws IOException {
        headBytes = 0;
        String line = line();
        if (line == null) {
            return null;
        }
        String[] words = line.split(" ", -1);
        if (words.length != 3 || !words[1].startsWith("/")) {
            throw new MalformedRequestException(400, "The request line is not 'METHOD /path HTTP/1.1'.");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals(HttpRequest.OLD_VERSION)) {
            throw new MalformedRequestException(505, "This server speaks HTTP/1.1 and HTTP/1.0 only.");
        }
        Map<String, List<String>> headers = headers();
        String[] target = words[1].split("\\?", 2);
        return new HttpRequest(
                words[2], words[0], target[0], target.length == 2 ? target[1] : "", headers, body(headers));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        String line = line();
        while (line != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequestException(400, "A header line has no name or no colon.");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
            line = line();
        }
        if (line == null) {
            throw new MalformedRequestException(400, "The connection ended within the headers.");
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new MalformedRequestException(411, "Send the body with Content-Length.");
        }
        String length = headers.getOrDefault("content-length", List.of("0")).get(0);
        if (!length.matches("[0-9]{1,9}")) {
            throw new MalformedRequestException(400, "Content-Length is not a number of bytes.");
        }
        int bytes = Integer.parseInt(length);
        if (bytes > MAX_BODY_BYTES) {
            throw new MalformedRequestException(413, "The body is larger than 16 MB.");
        }
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new MalformedRequestException(400, "The connection ended within the body.");
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (++headBytes > MAX_HEAD_BYTES) {
                throw new MalformedRequestException(431, "Request line and headers are larger than 64 KB.");
            }
            line.append((char) next);
            next = in.read();
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
