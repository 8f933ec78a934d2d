package io.jenkins.plugins.synchronization.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer. Length, transfer coding, content coding and connection headers are the server's own.
 *
 * @param status the HTTP status
 * @param headers further headers by name
 * @param body the body before any coding
 * @param delivery how it travels
 */
public record HttpResponse(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /**
     * An answer delivered whole.
     *
     * @param status the HTTP status
     * @param contentType the value of {@code Content-Type}
     * @param body the body
     * @return the answer
     */
    public static HttpResponse of(int status, String contentType, Body body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), body, Delivery.WHOLE);
    }

    /**
     * The same answer with one more header.
     *
     * @param name the header's name
     * @param value its value; no line breaks
     * @return a new answer
     */
    public HttpResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body, delivery);
    }

    /**
     * The same answer, travelling differently.
     *
     * @param other how
     * @return a new answer
     */
    public HttpResponse delivered(Delivery other) {
        return new HttpResponse(status, headers, body, other);
    }
}
