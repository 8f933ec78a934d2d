package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The run, its jobs and some of its tasks on one scale of time.
 *
 * @param run the run's own bar, or null where it has no start
 * @param lanes a lane for each job with a bar or with tasks that have one, in the run's order; unmodifiable
 * @param ticks the marks of the scale, from left to right; unmodifiable
 * @param shownTasks how many tasks have a bar
 * @param startedTasks how many tasks have a start
 */
public record TimelineView(Row run, List<Lane> lanes, List<Tick> ticks, int shownTasks, int startedTasks) {

    /** Rows beyond these are folded away. */
    public static final int UNFOLDED = 12;

    /** Copies the lists. */
    public TimelineView {
        lanes = List.copyOf(lanes);
        ticks = List.copyOf(ticks);
    }

    /** All bars from top to bottom: the run, then each job and its tasks; empty where nothing has a time. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (run != null) {
            rows.add(run);
        }
        for (Lane lane : lanes) {
            if (lane.job() != null) {
                rows.add(lane.job());
            }
            rows.addAll(lane.tasks());
        }
        return rows;
    }

    /** The lanes that are shown at once: as many as have {@value #UNFOLDED} rows of bars, but at least one. */
    public List<Lane> unfoldedLanes() {
        int count = 0;
        int tracks = 0;
        while (count < lanes.size()) {
            tracks += Math.max(1, lanes.get(count).tracks().size());
            if (count > 0 && tracks > UNFOLDED) {
                break;
            }
            count++;
        }
        return lanes.subList(0, count);
    }

    /** The lanes that are folded away; empty if all are shown at once. */
    public List<Lane> foldedLanes() {
        return lanes.subList(unfoldedLanes().size(), lanes.size());
    }

    /** The same with the first lanes only. */
    public TimelineView limitedTo(int mostLanes) {
        if (lanes.size() <= mostLanes) {
            return this;
        }
        List<Lane> first = lanes.subList(0, mostLanes);
        int shown = first.stream().mapToInt(lane -> lane.tasks().size()).sum();
        return new TimelineView(run, first, ticks, shown, startedTasks);
    }

    /**
     * One bar.
     *
     * @param level 0 for the run, 1 for a job, 2 for a task
     * @param label whose bar it is, one line, not null
     * @param hover the same in full, and a file's path and ID where these are known besides; null where a task has no name
     * @param look how it ended, not null
     * @param from where it begins, in percent of the scale
     * @param length how long it is, in percent of the scale
     * @param offset how long after the beginning it starts, in words
     * @param duration how long it took in words, or null while it is not completed
     */
    public record Row(
            int level,
            String label,
            String hover,
            Presentation look,
            double from,
            double length,
            String offset,
            String duration) {

        /** Where it begins, for an SVG attribute. */
        public String x() {
            return Percent.of(from, 100);
        }

        /** How long it is, for an SVG attribute. */
        public String width() {
            return Percent.of(length, 100);
        }

        /** Whether it is marked as failed. */
        public boolean failed() {
            return look.kind() == Presentation.Kind.FAILURE;
        }

        /** What is written on the bar: the label, marked where it failed. */
        public String mark() {
            return failed() ? look.symbol() + " " + label : label;
        }

        /** Where it ends, in percent of the scale. */
        double end() {
            return from + length;
        }
    }

    /**
     * A mark of the scale.
     *
     * @param x its place, a percentage for an SVG attribute
     * @param label the time since the beginning, in words
     */
    public record Tick(String x, String label) {}
}
