package io.jenkins.plugins.synchronization.engine.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A job and those of its tasks that have a bar.
 *
 * @param connector the connector's name in one line, or words that say that there is none; not null
 * @param job the job's own bar, or null where it has no start
 * @param tasks its tasks by the time at which they began; unmodifiable
 */
public record Lane(String connector, TimelineView.Row job, List<TimelineView.Row> tasks) {

    /** Room between two bars in a row, in percent of the scale. */
    private static final double GAP = 0.3;

    /** Copies the list. */
    public Lane {
        tasks = List.copyOf(tasks);
    }

    /**
     * The tasks in as few rows as they need so that no two in a row overlap: what is beside each other ran one after the
     * other, what is below each other ran at the same time.
     */
    public List<List<TimelineView.Row>> tracks() {
        List<List<TimelineView.Row>> tracks = new ArrayList<>();
        for (TimelineView.Row task : tasks) {
            tracks.stream()
                    .filter(track -> track.get(track.size() - 1).end() + GAP <= task.from())
                    .findFirst()
                    .orElseGet(() -> {
                        List<TimelineView.Row> track = new ArrayList<>();
                        tracks.add(track);
                        return track;
                    })
                    .add(task);
        }
        return tracks;
    }
}
