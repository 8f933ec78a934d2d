package io.jenkins.plugins.synchronization.simulator.script;

/**
 * The summary that a connector leaves with a task. Null fields are left out.
 *
 * @param suggestedAction the most severe kind of issue
 * @param message the result in words
 * @param totalErrorsCount number of errors
 * @param totalWarningsCount number of warnings
 * @param totalOtherIssuesCount number of other issues
 */
public record SynchronizationReport(
        String suggestedAction,
        String message,
        Integer totalErrorsCount,
        Integer totalWarningsCount,
        Integer totalOtherIssuesCount) {}
