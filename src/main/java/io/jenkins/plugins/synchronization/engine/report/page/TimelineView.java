package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.util.List;

/**
 * The run, its jobs and some of its tasks on one scale of time.
 *
 * @param rows from top to bottom, empty where nothing has a time
 * @param ticks the marks of the scale, from left to right
 * @param shownTasks how many tasks have a row
 * @param startedTasks how many tasks have a start
 */
public record TimelineView(List<Row> rows, List<Tick> ticks, int shownTasks, int startedTasks) {

    /**
     * One bar.
     *
     * @param level 0 for the run, 1 for a job, 2 for a task
     * @param label whose bar it is, one line, not null
     * @param look how it ended, not null
     * @param x where it begins, a percentage for an SVG attribute
     * @param width how long it is, a percentage for an SVG attribute
     * @param after how long after the beginning it starts, in words
     * @param took how long it took in words, or null while it is not over
     */
    public record Row(int level, String label, Presentation look, String x, String width, String after, String took) {}

    /**
     * A mark of the scale.
     *
     * @param x its place, a percentage for an SVG attribute
     * @param label the time since the beginning, in words
     */
    public record Tick(String x, String label) {}
}
