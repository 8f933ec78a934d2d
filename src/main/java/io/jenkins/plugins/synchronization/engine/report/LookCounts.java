package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.Percent;
import io.jenkins.plugins.synchronization.engine.run.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many tasks have which look. Names that nobody knows can be many: beyond a limit they count as one. */
final class LookCounts {

    private static final Presentation OTHER = new Presentation(Presentation.Kind.UNKNOWN, "…", "?");

    private final Map<Presentation, Integer> counts = new HashMap<>();

    void add(Presentation look) {
        boolean room = counts.size() < Tally.DISTINCT || counts.containsKey(look);
        counts.merge(room ? look : OTHER, 1, Integer::sum);
    }

    /** How many tasks have looks of a kind. */
    int of(Presentation.Kind kind) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The counts in the order in which they are shown. */
    List<CountView> views() {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Map.Entry<Presentation, Integer>> sorted = new ArrayList<>(counts.entrySet());
        sorted.sort(Map.Entry.<Presentation, Integer>comparingByKey(Presentation.WORST_FIRST)
                .thenComparing(entry -> -entry.getValue())
                .thenComparing(entry -> entry.getKey().word()));
        List<CountView> views = new ArrayList<>();
        long before = 0;
        for (Map.Entry<Presentation, Integer> entry : sorted) {
            int count = entry.getValue();
            views.add(new CountView(entry.getKey(), count, Percent.of(before, total), Percent.of(count, total)));
            before += count;
        }
        return views;
    }
}
