package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;

/**
 * How many tasks have one outcome, and its place in a bar of all.
 *
 * @param outcome not null
 * @param look how it is shown, not null
 * @param count 1 or more
 * @param x where its part of the bar begins, a percentage for an SVG attribute
 * @param width how wide its part is, a percentage for an SVG attribute
 */
public record CountView(TaskOutcome outcome, Presentation look, int count, String x, String width) {

    /** Which rows of the table are counted. */
    public TaskFilter filter() {
        return TaskFilter.of(outcome);
    }
}
