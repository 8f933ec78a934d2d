package io.jenkins.plugins.synchronization.page;

import io.jenkins.plugins.synchronization.engine.outcome.OutcomeCounts;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.wait.PendingRun;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A run that a build waits for. */
@Restricted(NoExternalUse.class)
public final class LiveRow extends ActiveRow {

    private static final int MAX_NAME = 100;

    private final PendingRun run;

    /**
     * A row for a reader.
     *
     * @param run the run
     * @param now the time
     * @param locale the reader's language
     */
    public LiveRow(PendingRun run, Instant now, Locale locale) {
        super(run.begun(), run.status().trouble(), now, locale);
        this.run = run;
    }

    public PendingRun getRun() {
        return run;
    }

    /** Word, symbol and colours of its state. */
    public Presentation getLook() {
        return run.look(locale);
    }

    @Override
    public String getState() {
        if (run.summary() == null) {
            return Messages.LiveRow_noAnswer();
        }
        return isStoring() ? Messages.LiveRow_storing() : getLook().word();
    }

    /** Whether the run is completed and its report is being stored. */
    public boolean isStoring() {
        return run.summary() != null && run.summary().run().isCompleted();
    }

    /** The phase that the run is in; null where there is none, or none any more. */
    public String getPhase() {
        Run seen = seen();
        return seen == null || seen.isCompleted() || seen.phase().isAbsent()
                ? null
                : Words.of(locale).name("phase", Sanitizer.oneLine(seen.phase().text(), MAX_NAME));
    }

    /** When the run started, or null. */
    public Date getStart() {
        Run seen = seen();
        return seen == null || seen.start() == null ? null : Date.from(seen.start());
    }

    /** How many tasks the run has; 0 while that is not known. */
    public int getTotal() {
        return run.summary() == null ? 0 : run.summary().tasks();
    }

    /** How many tasks are completed. */
    public int getCompleted() {
        return run.summary() == null ? 0 : OutcomeCounts.of(run.summary()).completed();
    }

    /** How many tasks are completed and how many failed; empty while there are none. */
    public String getTasks() {
        return run.summary() == null ? "" : WaitLog.progressOf(run.summary(), locale);
    }

    /** How long the run still takes, or that it takes longer than usual; empty if that is unknown. */
    public String getRemaining() {
        return isStoring() ? "" : run.remaining(now, locale);
    }

    /** What the progress bar says in words: tasks and time. */
    public String getProgress() {
        return Stream.of(getTasks(), getRemaining())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** How many of the connectors' jobs are completed; empty while there are none. */
    public String getJobs() {
        RunSummary summary = run.summary();
        return summary == null || summary.jobStates().total() == 0
                ? ""
                : Messages.LiveRow_jobs(
                        Words.of(locale).number(summary.jobStates().of(ExecutionState.COMPLETED)),
                        Words.of(locale).number(summary.jobStates().total()));
    }

    @Override
    public String getNextPoll() {
        return isStoring() ? "" : until(run.status().nextPoll(), run.status().paused());
    }

    @Override
    public String getNews() {
        String phase = getPhase();
        String state = phase == null ? getState() : Messages.LiveRow_brief(getState(), phase);
        return Messages.LiveRow_news(run.title(), state);
    }

    private Run seen() {
        return run.summary() == null ? null : run.summary().run();
    }
}
