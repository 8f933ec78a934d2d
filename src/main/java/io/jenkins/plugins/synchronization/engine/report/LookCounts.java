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

    /** The least part of the bar, of 1: one failure among 100,000 tasks is what people look for. */
    private static final double LEAST_PART = 0.015;

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
        double least = LEAST_PART * total;
        double whole = sorted.stream()
                .mapToDouble(entry -> Math.max(least, entry.getValue()))
                .sum();
        List<CountView> views = new ArrayList<>();
        double before = 0;
        for (Map.Entry<Presentation, Integer> entry : sorted) {
            double part = Math.max(least, entry.getValue());
            views.add(new CountView(
                    entry.getKey(), entry.getValue(), Percent.of(before, whole), Percent.of(part, whole)));
            before += part;
        }
        return views;
    }
}
