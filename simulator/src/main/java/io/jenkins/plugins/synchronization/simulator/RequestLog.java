package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Remembers the latest requests, without their credentials. */
final class RequestLog {

    private static final int MOST = 100_000;
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    synchronized RecordedRequest add(HttpRequest request, Instant time, int status) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .forEach((name, values) -> headers.put(
                        name,
                        CREDENTIALS.contains(name)
                                ? values.stream().map(RequestLog::redacted).toList()
                                : List.copyOf(values)));
        RecordedRequest recorded =
                new RecordedRequest(request.method(), request.path(), request.query(), headers, time, status);
        requests.addLast(recorded);
        if (requests.size() > MOST) {
            requests.removeFirst();
        }
        notifyAll();
        return recorded;
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized RecordedRequest await(Predicate<RecordedRequest> wanted, Duration patience)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (RecordedRequest request : requests) {
                if (wanted.test(request)) {
                    return request;
                }
            }
            long millisLeft = (deadline - System.nanoTime()) / 1_000_000;
            if (millisLeft <= 0) {
                throw new TimeoutException("No such request within " + patience + "; other requests: " + requests.size()
                        + (requests.isEmpty()
                                ? ""
                                : ", the last for " + requests.peekLast().path()));
            }
            wait(millisLeft);
        }
    }

    private static String redacted(String value) {
        String[] parts = value.split(" ", 2);
        String digest = digest(parts[parts.length - 1].strip());
        return parts.length == 2 ? parts[0] + " " + digest : digest;
    }

    private static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
