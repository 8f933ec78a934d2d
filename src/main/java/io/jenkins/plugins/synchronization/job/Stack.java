package io.jenkins.plugins.synchronization.job;

import io.jenkins.plugins.synchronization.job.TrendChart.Segment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tasks of a build on top of each other. What failed is at the bottom, where builds compare best. */
final class Stack {

    static final List<TaskKind> KINDS = List.of(TaskKind.values());

    /** One failed task among 100,000 is still to be seen. */
    private static final double LOWEST = 3;

    private Stack() {}

    /** The segments from the bottom, in pixels; none for a result that no task has. */
    static List<Segment> of(BuildRuns build, Scale scale, int top, int bottom) {
        List<TaskKind> kinds =
                KINDS.stream().filter(kind -> kind.count(build) > 0).toList();
        List<Double> heights = heights(build, kinds, scale, bottom - top);
        List<Segment> segments = new ArrayList<>();
        double y = bottom;
        for (int i = 0; i < kinds.size(); i++) {
            y -= heights.get(i);
            segments.add(new Segment(kinds.get(i), TrendChart.rounded(y), TrendChart.rounded(heights.get(i))));
        }
        return segments;
    }

    /** Small ones are made as high as can be seen; the highest gives way where there is no room above. */
    private static List<Double> heights(BuildRuns build, List<TaskKind> kinds, Scale scale, int room) {
        List<Double> heights = new ArrayList<>();
        for (TaskKind kind : kinds) {
            heights.add(Math.max(LOWEST, scale.part(kind.count(build)) * room));
        }
        double excess = heights.stream().mapToDouble(Double::doubleValue).sum() - room;
        if (excess > 0) {
            int highest = heights.indexOf(Collections.max(heights));
            heights.set(highest, heights.get(highest) - excess);
        }
        return heights;
    }
}
