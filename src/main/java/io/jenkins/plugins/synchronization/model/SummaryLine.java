package io.jenkins.plugins.synchronization.model;

import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a run ended, on one line for a chat message or a log, with the API's own names. */
final class SummaryLine {

    private static final int MOST_CODES = 3;
    private static final int MAX_CODE = 300;

    private SummaryLine() {}

    /** Such as {@code PartialSuccess in 3 min: 1 of 12 tasks failed (TAE_BRG_1000)}; the codes may be null. */
    static String of(RunRecord run, String codes, Locale locale) {
        String line = run.getResult() == null ? ExecutionResult.UNDETERMINED.text() : run.getResult();
        if (run.getTook() != null) {
            line = Messages._SummaryLine_took(line, run.getTook()).toString(locale);
        }
        TaskCounts tasks = run.getTasks();
        line = Messages._SummaryLine_tasks(line, tasks.brief(Words.of(locale))).toString(locale);
        if (tasks.getFailed() > 0 && codes != null) {
            line += " (" + codes + ")";
        }
        return run.getErrorKey() == null ? line : line + "; " + run.getErrorKey();
    }

    /** The first of these error codes in one bounded text; null where there are none. */
    static String codes(List<String> codes) {
        String first = codes.stream()
                .limit(MOST_CODES)
                .map(code -> Sanitizer.oneLine(code, MAX_CODE))
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? null : codes.size() > MOST_CODES ? first + ", …" : first;
    }
}
