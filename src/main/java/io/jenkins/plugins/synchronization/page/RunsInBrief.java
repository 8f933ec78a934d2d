package io.jenkins.plugins.synchronization.page;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.model.LastAttempts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The runs of a build as one symbol and few words, for one request: that it synchronizes as long as it waits for one, then
 * how the worst of them ended.
 */
@Restricted(NoExternalUse.class)
public final class RunsInBrief {

    private static final int MOST_NAMED = 5;
    private static final int MOST_LINES = 10;

    private final List<RunRecord> completed;
    private final List<LiveRow> waiting;
    private final List<BriefLine> lines = new ArrayList<>();

    /**
     * The runs as they are now.
     *
     * @param build the build
     * @param stored what the build stores; the last attempts of it are shown
     */
    public RunsInBrief(Run<?, ?> build, SynchronizationAction stored) {
        LastAttempts last = LastAttempts.of(stored);
        completed = last.runs();
        waiting = new LiveRuns(build).getRows();
        completed.forEach(run -> lines.add(BriefLine.of(run)));
        last.withoutResult().forEach(wait -> lines.add(BriefLine.of(wait)));
        lines.sort(Comparator.comparing(BriefLine::look, Presentation.WORST_FIRST));
        lines.addAll(0, waiting.stream().map(BriefLine::of).toList());
    }

    /** A line for each of the first runs; those that are waited for come first, then the worst. */
    public List<BriefLine> getLines() {
        return lines.subList(0, Math.min(MOST_LINES, lines.size()));
    }

    /** How many runs have no line. */
    public int getFurther() {
        return Math.max(0, lines.size() - MOST_LINES);
    }

    /** Whether lines need to say which run they are about. */
    public boolean isNamed() {
        boolean failed = lines.size() > completed.size() + waiting.size();
        return lines.size() > 1
                || failed
                || completed.stream().anyMatch(run -> run.getLabel() != null)
                || waiting.stream().anyMatch(row -> row.getRun().subject().label() != null);
    }

    /** Word, symbol and color: of what is waited for, else of the run that ended worst; null where there is no run. */
    public Presentation getLook() {
        return waiting.isEmpty()
                ? lines.stream()
                        .map(BriefLine::look)
                        .min(Presentation.WORST_FIRST)
                        .orElse(null)
                : waiting.get(0).getLook();
    }

    /** The class of Jenkins' style sheet that colours the symbol: the history has no style of ours. */
    public String getColorClass() {
        Presentation look = getLook();
        return look == null
                ? ""
                : switch (look.kind()) {
                    case SUCCESS -> "jenkins-!-success-color";
                    case PARTIAL -> "jenkins-!-warning-color";
                    case FAILURE -> "jenkins-!-error-color";
                    case RUNNING -> "jenkins-!-info-color";
                    case SKIPPED, CANCELED, UNKNOWN -> "jenkins-!-text-color-secondary";
                };
    }

    /** The runs in words, a line for each of the first where there are several; plain text. */
    public String getWords() {
        if (lines.size() == 1) {
            return words(lines.get(0));
        }
        String named = lines.stream()
                .limit(MOST_NAMED)
                .map(line -> Messages.RunsInBrief_named(line.title(), words(line)))
                .collect(Collectors.joining("\n"));
        String all = Messages.RunsInBrief_several(lines.size()) + "\n" + named;
        return lines.size() > MOST_NAMED ? all + "\n…" : all;
    }

    /** The same for who does not see where it stands. */
    public String getTooltip() {
        return Messages.RunsInBrief_tooltip(what(), getWords());
    }

    /** One short line about all runs. */
    public String getHeadline() {
        return lines.size() == 1
                ? Messages.RunsInBrief_tooltip(
                        what(), words(lines.get(0).look(), lines.get(0).brief()))
                : waiting.isEmpty()
                        ? Messages.RunsInBrief_headline(lines.size(), getLook().word())
                        : Messages.RunsInBrief_waiting(waiting.size(), lines.size());
    }

    /** The badge of the build page's tab; null where there is nothing that needs a look. */
    public Badge getTabBadge() {
        Presentation look = getLook();
        if (look == null) {
            return null;
        }
        int failed =
                completed.stream().mapToInt(run -> run.getTasks().getFailed()).sum();
        Badge.Severity severity =
                switch (look.kind()) {
                    case FAILURE -> Badge.Severity.DANGER;
                    case PARTIAL, UNKNOWN, CANCELED -> Badge.Severity.WARNING;
                    case RUNNING, SKIPPED, SUCCESS -> Badge.Severity.INFO;
                };
        boolean fine = severity == Badge.Severity.INFO && waiting.isEmpty() && failed == 0;
        String text = waiting.isEmpty() && failed > 0 ? String.valueOf(failed) : look.symbol();
        return fine ? null : new Badge(text, getTooltip(), severity);
    }

    private String what() {
        return waiting.isEmpty() ? Messages.RunsInBrief_completed() : Messages.RunsInBrief_synchronizing();
    }

    private static String words(BriefLine line) {
        return words(line.look(), line.words());
    }

    private static String words(Presentation look, String words) {
        return words.isEmpty() ? look.word() : Messages.RunsInBrief_words(look.word(), words);
    }
}
