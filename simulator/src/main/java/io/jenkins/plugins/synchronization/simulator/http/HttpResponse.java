package io.jenkins.plugins.synchronization.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response. Length, transfer coding, content coding and connection headers are the server's own.
 *
 * @param status the HTTP status
 * @param headers further headers by name
 * @param body the body before any coding
 * @param delivery how it travels
 */
public record HttpResponse(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /** A response delivered whole. */
    public static HttpResponse of(int status, String contentType, Body body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE);
    }

    /** The same response with one more header, whose value has no line breaks. */
    public HttpResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body, delivery);
    }

    /** The same response, delivered differently. */
    public HttpResponse delivered(Delivery other) {
        return new HttpResponse(status, headers, body, other);
    }
}
