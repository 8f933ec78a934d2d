package io.jenkins.plugins.synchronization.job;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * How the runs of a job's last builds ended: as a picture, as a table and as a sentence.
 *
 * @param builds the builds, the oldest first
 */
@Restricted(NoExternalUse.class)
public record Trend(List<BuildRuns> builds) {

    /** The builds for the table, the newest first. */
    public List<BuildRuns> getNewestFirst() {
        List<BuildRuns> newestFirst = new ArrayList<>(builds);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The picture; null where there is no build. */
    public TrendChart getChart() {
        return builds.isEmpty() ? null : new TrendChart(builds);
    }

    /** A number as the reader writes it. */
    public String number(int number) {
        return NumberFormat.getIntegerInstance(LocaleProvider.getLocale()).format(number);
    }

    /** How often which outcome came, in words. */
    public String getSentence() {
        Map<Presentation, Integer> outcomes = new LinkedHashMap<>();
        getNewestFirst().forEach(build -> outcomes.merge(build.getLook(), 1, Integer::sum));
        String all = outcomes.entrySet().stream()
                .sorted(Map.Entry.<Presentation, Integer>comparingByValue().reversed())
                .map(outcome -> outcome.getValue() + "\u00a0" + outcome.getKey().word())
                .collect(Collectors.joining(", "));
        return Messages.Trend_sentence(builds.size(), all);
    }
}
