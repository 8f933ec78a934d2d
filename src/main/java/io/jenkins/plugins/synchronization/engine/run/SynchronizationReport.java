package io.jenkins.plugins.synchronization.engine.run;

/**
 * The issues met while a file was synchronized: "Synchronization report" of the API's page.
 *
 * @param suggestedAction the most severe kind of issue, never null
 * @param message what the report says, untrusted text, or null
 * @param totalErrorsCount errors, 0 or more
 * @param totalWarningsCount warnings, 0 or more
 * @param totalOtherIssuesCount other issues, 0 or more
 */
public record SynchronizationReport(
        Term<SuggestedAction> suggestedAction,
        String message,
        long totalErrorsCount,
        long totalWarningsCount,
        long totalOtherIssuesCount) {

    /** This report with its message cut. */
    SynchronizationReport withTextsUpTo(int length) {
        return new SynchronizationReport(
                suggestedAction,
                Sanitizer.cut(message, length),
                totalErrorsCount,
                totalWarningsCount,
                totalOtherIssuesCount);
    }
}
