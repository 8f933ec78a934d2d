package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run ended, on one line for a chat message or a log, with the API's own names. */
final class SummaryLine {

    private static final int MOST_CODES = 3;
    private static final int MAX_CODE = 300;

    private SummaryLine() {}

    /** Such as {@code PartialSuccess in 3 min: 1 of 12 tasks failed (TAE_BRG_1000)}; the codes may be null. */
    static String of(RunRecord run, String codes) {
        StringBuilder line =
                new StringBuilder(run.getResult() == null ? ExecutionResult.UNDETERMINED.text() : run.getResult());
        if (run.getStartMillis() != null && run.getEndMillis() != null) {
            line.append(" in ").append(DurationWords.of(Duration.ofMillis(run.getDurationMillis())));
        }
        line.append(": ");
        TaskCounts tasks = run.getTasks();
        if (tasks.getFailed() > 0) {
            line.append(number(tasks.getFailed()))
                    .append(" of ")
                    .append(count(tasks))
                    .append(" failed");
            line.append(codes == null ? "" : " (" + codes + ")");
        } else {
            line.append(count(tasks));
        }
        return run.getErrorKey() == null
                ? line.toString()
                : line.append("; ").append(run.getErrorKey()).toString();
    }

    /** The first of these error codes in one bounded text; null where there are none. */
    static String codes(List<String> codes) {
        String first = codes.stream()
                .limit(MOST_CODES)
                .map(code -> Sanitizer.oneLine(code, MAX_CODE))
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? null : codes.size() > MOST_CODES ? first + ", …" : first;
    }

    private static String count(TaskCounts tasks) {
        int total = tasks.getTotal();
        return total == 0 ? "no tasks" : total == 1 ? "1 task" : number(total) + " tasks";
    }

    private static String number(int count) {
        return String.format(Locale.ENGLISH, "%,d", count);
    }
}
