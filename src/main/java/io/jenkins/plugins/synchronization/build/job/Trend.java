package io.jenkins.plugins.synchronization.build.job;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How the runs of a job's last builds ended: as a picture, as a table and as a sentence. */
@Restricted(NoExternalUse.class)
public final class Trend {

    private final List<BuildRuns> builds;

    /** The builds, the oldest first. */
    Trend(List<BuildRuns> builds) {
        this.builds = builds;
    }

    /** Whether there is no build to be shown. */
    public boolean isEmpty() {
        return builds.isEmpty();
    }

    /** The builds for the table, the newest first. */
    public List<BuildRuns> getNewestFirst() {
        List<BuildRuns> newestFirst = new ArrayList<>(builds);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The picture; null where there is no build. */
    public TrendChart getChart() {
        return isEmpty() ? null : new TrendChart(builds);
    }

    /** How often which outcome came, in words. */
    public String getSentence() {
        Map<Presentation, Integer> outcomes = new LinkedHashMap<>();
        getNewestFirst().forEach(build -> outcomes.merge(build.getLook(), 1, Integer::sum));
        String all = outcomes.entrySet().stream()
                .sorted(Map.Entry.<Presentation, Integer>comparingByValue().reversed())
                .map(outcome -> outcome.getValue() + " × " + outcome.getKey().word())
                .collect(Collectors.joining(", "));
        return Messages.Trend_sentence(builds.size(), all);
    }
}
