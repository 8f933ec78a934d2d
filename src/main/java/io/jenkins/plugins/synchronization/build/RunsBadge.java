package io.jenkins.plugins.synchronization.build;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The runs of a build as one symbol: how the worst of them ended, in words how all of them did. */
@Restricted(NoExternalUse.class)
public final class RunsBadge {

    private static final int MOST_NAMED = 5;

    private final List<WaitedRun> runs;

    /** The runs in the order in which they are named; not null. */
    public RunsBadge(List<WaitedRun> runs) {
        this.runs = runs;
    }

    /** Word, symbol and colour of the run that ended worst; null where there is no run. */
    public Presentation getLook() {
        return runs.stream()
                .map(WaitedRun::getPresentation)
                .min(Presentation.WORST_FIRST)
                .orElse(null);
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

    /** How the runs ended, a line for each of the first; plain text. */
    public String getTooltip() {
        if (runs.size() == 1) {
            return Messages.RunsBadge_One(words(runs.get(0)));
        }
        String named = runs.stream()
                .limit(MOST_NAMED)
                .map(run -> run.getTitle() + ": " + words(run))
                .collect(Collectors.joining("\n"));
        String all = Messages.RunsBadge_Several(runs.size()) + "\n" + named;
        return runs.size() > MOST_NAMED ? all + "\n…" : all;
    }

    private static String words(WaitedRun run) {
        TaskCounts tasks = run.getTasks();
        String word = run.getPresentation().word();
        return tasks.getFailed() == 0 ? word : Messages.RunsBadge_Failed(word, tasks.getFailed(), tasks.getTotal());
    }
}
