package io.jenkins.plugins.synchronization.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** A finished run with very many tasks, each as the API's page shows one: about 740 bytes a task. */
final class HugeBody {

    private static final LocalDateTime BEGIN = LocalDateTime.parse("2026-01-05T08:00:00");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");

    private HugeBody() {}

    /**
     * Makes a body, the same for the same number of tasks.
     *
     * @param tasks how many tasks, 0 or more; each 997th has the result Error
     * @return UTF-8
     */
    static byte[] of(int tasks) {
        SplittableRandom random = new SplittableRandom(1);
        ByteArrayOutputStream body = new ByteArrayOutputStream(750 * tasks + 1000);
        append(body, """
                {"run":{"id":"%s","connectionId":"MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg",\
                "startDateTime":"%s","endDateTime":"%s","phase":"MasterFile","state":"Completed","result":"PartialSuccess",\
                "error":{"errorKey":"SomeTasksFailed","description":"Some of the files could not be synchronized."},\
                "jobs":[{"id":"%s","state":"Completed","result":"PartialSuccess","connectorType":"DWG","tasks":[""".formatted(id(random), TIME.format(BEGIN), TIME.format(BEGIN.plusHours(1)), id(random)));
        for (int i = 0; i < tasks; i++) {
            append(body, (i == 0 ? "" : ",") + task(i, random));
        }
        append(body, "]}]}}");
        return body.toByteArray();
    }

    private static String task(int index, SplittableRandom random) {
        LocalDateTime start = BEGIN.plusNanos(index * 30_000_000L);
        return """
                {"id":"%s","sourceFileId":"file-%d","startDateTime":"%s","endDateTime":"%s","retryAttempts":0,\
                "state":"Completed","result":"%s","error":{"errorCode":"TAE_BRG_1000","message":"Failed to process the file.",\
                "details":"Error exit code received from bridge wrapper.","bridgeExitCode":4294967295,\
                "system":"cloud_orchestrator","phase":"internal_server_error","category":"other",\
                "descriptionKey":"RunOrchestrationError","description":"Failed to orchestrate Run.","kbArticleLink":"",\
                "canUserFix":false},"details":{"synchronizationReport":{"suggestedAction":"Warning","message":"",\
                "totalErrorsCount":0,"totalWarningsCount":20,"totalOtherIssuesCount":3}}}""".formatted(
                        id(random),
                        index,
                        TIME.format(start),
                        TIME.format(start.plusSeconds(20)),
                        index % 997 == 996 ? "Error" : "Success");
    }

    private static String id(SplittableRandom random) {
        return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private static void append(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(US_ASCII));
    }
}
