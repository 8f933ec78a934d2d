package io.jenkins.plugins.synchronization.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies of answers to "get run". */
public final class Bodies {

    private static final String TIMES =
            "\"startDateTime\":\"2026-11-20T07:30:04.1234567Z\",\"endDateTime\":\"2026-11-20T07:33:16.1234567Z\",";

    private Bodies() {}

    /** Three jobs with twelve tasks, two of which failed. */
    public static byte[] threeJobs() throws IOException {
        try (InputStream in =
                Bodies.class.getResourceAsStream("/io/jenkins/plugins/synchronization/engine/report/three-jobs.json")) {
            return in.readAllBytes();
        }
    }

    /** A run of one job with tasks of these results. */
    public static byte[] run(String result, String... taskResults) {
        String tasks = Stream.of(taskResults)
                .map(task -> "{\"id\":\"t\",\"sourceFileId\":\"f.ifc\",\"state\":\"Completed\",\"result\":\"" + task
                        + "\""
                        + (task.equals("Success")
                                ? "}"
                                : ",\"error\":{\"errorCode\":\"TAE_BRG_1000\",\"message\":\"m\"}}"))
                .collect(Collectors.joining(","));
        return bytes("{\"run\":{" + TIMES + "\"state\":\"Completed\",\"result\":\"" + result
                + "\",\"jobs\":[{\"connectorType\":\"IFC\",\"tasks\":[" + tasks + "]}]}}");
    }

    /** A run of one job with many tasks, all of which failed. */
    public static byte[] failures(int count, int textLength) {
        String text = "x".repeat(textLength);
        String tasks = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"id\":\"task-" + i + "\",\"sourceFileId\":\"file-" + i
                        + ".dgn\",\"state\":\"Completed\",\"result\":\"Error\",\"error\":{\"errorCode\":\"E\",\"message\":\""
                        + text + "\"}}")
                .collect(Collectors.joining(","));
        return bytes("{\"run\":{" + TIMES
                + "\"state\":\"Completed\",\"result\":\"Error\",\"jobs\":[{\"connectorType\":\"MSTN\",\"tasks\":["
                + tasks + "]}]}}");
    }

    /** A run of one job with these tasks. */
    public static byte[] tasks(String result, Stream<String> tasks) {
        return bytes("{\"run\":{" + TIMES + "\"state\":\"Completed\",\"result\":\"" + result
                + "\",\"jobs\":[{\"connectorType\":\"IFC\",\"tasks\":["
                + tasks.collect(Collectors.joining(",")) + "]}]}}");
    }

    /** A task that failed. */
    public static String failed(String file, String code, String message, String canUserFix) {
        return "{\"id\":\"of " + file + "\",\"sourceFileId\":\"" + file
                + "\"," + TIMES + "\"state\":\"Completed\",\"result\":\"Error\",\"error\":{\"errorCode\":\"" + code
                + "\",\"message\":\"" + message + "\",\"canUserFix\":" + canUserFix + "}}";
    }

    /** A run in which every text is what a function makes of its field's name. */
    public static byte[] texts(UnaryOperator<String> text) {
        String error = fields(
                text,
                "errorCode",
                "message",
                "details",
                "system",
                "phase",
                "category",
                "descriptionKey",
                "description",
                "kbArticleLink");
        return bytes("{\"run\":{" + fields(text, "id", "connectionId", "phase", "result")
                + "\"state\":\"Completed\",\"error\":{" + fields(text, "errorKey", "description")
                + "\"z\":1},\"jobs\":[{" + fields(text, "id", "connectorType", "result")
                + "\"tasks\":[{" + fields(text, "id", "sourceFileId", "result") + "\"state\":\"Completed\",\"error\":{"
                + error + "\"canUserFix\":true},\"details\":{\"synchronizationReport\":{" + fields(text, "message")
                + "\"totalErrorsCount\":1}}}]}]}}");
    }

    private static String fields(UnaryOperator<String> text, String... names) {
        return Stream.of(names)
                .map(name -> "\"" + name + "\":\""
                        + text.apply(name).replace("\\", "\\\\").replace("\"", "\\\"") + "\",")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
