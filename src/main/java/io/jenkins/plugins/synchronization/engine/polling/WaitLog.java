package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeCounts;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.JobPhase;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Reports a wait in few lines: one when it begins, one per change of state or phase, progress at most once in 30 s and only
 * where it changed, one per kind of error and not per retry, and one at the end. Not safe for several threads at once.
 */
public final class WaitLog {

    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(30);
    private static final int MAX_NAME = 40;
    private static final int MAX_ID = 128;

    private final WaitRequest request;
    private final Locale locale;
    private final InstantSource time;
    private final Consumer<String> lines;
    private final Texts texts;

    private Term<ExecutionState> lastState;
    private Term<JobPhase> lastPhase;
    private String lastProgress = "";
    private Instant lastProgressAt = Instant.EPOCH;
    private boolean warnedOfAnotherRun;
    private boolean warnedOfOddEnd;
    private boolean warnedOfNames;
    private final TroubleLog troubles;

    /**
     * Makes a log.
     *
     * @param locale the readers' language; English where it is not known
     * @param time measures how long ago the last line was
     * @param lines takes each line, without line break and without any secret
     */
    public WaitLog(WaitRequest request, Locale locale, InstantSource time, Consumer<String> lines) {
        this.request = request;
        this.locale = locale;
        this.time = time;
        this.lines = lines;
        this.texts = new Texts(locale);
        this.troubles = new TroubleLog(request.credentials().name(), texts, time, lines);
    }

    /** The wait begins. */
    public void begun() {
        lines.accept(texts.get(
                "log.begin",
                request.address().runId(),
                request.address().connectionId(),
                request.address().server(),
                DurationWords.of(request.settings().timeout())));
    }

    /** What earlier runs of the connection say of this one. */
    public void expected(DurationEstimate estimate) {
        lines.accept(texts.get("log.estimate", texts.range(estimate.shortest(), estimate.longest())));
    }

    /** The bearer token ends before the wait's deadline: see {@link WaitListener#tokenEndsEarly}. */
    public void tokenEndsEarly(Instant tokenEnds) {
        String name = request.credentials().name();
        lines.accept(
                tokenEnds.isAfter(time.instant())
                        ? texts.get("log.tokenEnds", name, Texts.time(tokenEnds), Texts.time(request.deadline()))
                        : texts.get("log.tokenEnded", name, Texts.time(tokenEnds)));
    }

    /** The run is not completed: a line where its state, phase or progress is news. */
    public void progress(RunSummary summary) {
        troubles.recovered();
        Run run = summary.run();
        warnOfAnotherRun(run);
        if (!run.state().equals(lastState) || !run.phase().equals(lastPhase)) {
            lastState = run.state();
            lastPhase = run.phase();
            String state = Presentation.ofState(run.state(), locale).word();
            lines.accept(
                    run.phase().isAbsent()
                            ? texts.get("log.state", state)
                            : texts.get("log.statePhase", state, shortName(run.phase())));
        }
        warnOfOddEnd(run);
        String progress = progressOf(summary, locale);
        Instant now = time.instant();
        if (!progress.isEmpty()
                && !progress.equals(lastProgress)
                && TroubleLog.hasPassed(BETWEEN_PROGRESS, lastProgressAt, now)) {
            lastProgress = progress;
            lastProgressAt = now;
            lines.accept(progress);
        }
    }

    /** How many tasks have completed, such as {@code 7 of 12 tasks completed, 1 failed}; empty while the run has no tasks. */
    public static String progressOf(RunSummary summary, Locale locale) {
        if (summary.tasks() == 0) {
            return "";
        }
        Texts texts = new Texts(locale);
        OutcomeCounts counts = OutcomeCounts.of(summary);
        int failed = counts.of(TaskOutcome.FAILED);
        return failed == 0
                ? texts.get("log.progress", counts.completed(), counts.total())
                : texts.get("log.progressFailed", counts.completed(), counts.total(), failed);
    }

    /**
     * How long a run still takes, in words such as {@code usually 3 to 8 min more}, or that it takes longer than usual.
     *
     * @param elapsed since the run started, 0 or more
     */
    public static String remainingOf(DurationEstimate estimate, Duration elapsed, Locale locale) {
        Texts texts = new Texts(locale);
        if (estimate.isOverdue(elapsed)) {
            return texts.get("estimate.overdue", texts.range(estimate.shortest(), estimate.longest()));
        }
        Duration longest = estimate.longest().minus(elapsed);
        return elapsed.compareTo(estimate.shortest()) < 0
                ? texts.get("estimate.left", texts.range(estimate.shortest().minus(elapsed), longest))
                : texts.get("estimate.leftAtMost", DurationWords.roughly(longest));
    }

    /**
     * A response was no use: a line for each kind of error, and for the same one again every 10 min while it lasts. The
     * next good response writes a line too.
     */
    public void trouble(ApiFailure failure, Instant nextPoll) {
        troubles.trouble(failure, nextPoll);
    }

    /** A poll has to wait after another wait's 429: see {@link WaitListener#paused}. At most a line every 10 min. */
    public void paused(Instant nextPoll) {
        troubles.paused(nextPoll);
    }

    /** The files of the connection were listed for their names: one line where some may be missing. */
    public void named(ListedNames listed) {
        if (listed.gap() != null && !warnedOfNames) {
            warnedOfNames = true;
            lines.accept(texts.get("log.names", texts.why(listed)));
        }
    }

    /** The run is completed. */
    public void completed(RunSummary summary) {
        warnOfAnotherRun(summary.run());
        lines.accept(endingOf(summary, locale));
    }

    /** The wait ends without a result. */
    public void failed(WaitFailure failure) {
        lines.accept(FailureText.of(failure, locale));
    }

    /**
     * How a run ended, in words such as {@code The run ended after 6 min 52 s: partial success. 12 tasks: 3 failed,
     * 9 succeeded}.
     */
    public static String endingOf(RunSummary summary, Locale locale) {
        Texts texts = new Texts(locale);
        Run run = summary.run();
        String result = Presentation.ofResult(run.result(), locale).word();
        String end = run.start() == null || run.end() == null || run.end().isBefore(run.start())
                ? texts.get("log.endUntimed", result)
                : texts.get("log.end", DurationWords.of(Duration.between(run.start(), run.end())), result);
        if (summary.tasks() == 0) {
            return texts.get("log.endNoTasks", end);
        }
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        OutcomeCounts outcomes = OutcomeCounts.of(summary);
        StringJoiner counts = new StringJoiner(", ");
        for (TaskOutcome outcome : TaskOutcome.values()) {
            if (outcomes.of(outcome) > 0) {
                counts.add(number.format(outcomes.of(outcome)) + " "
                        + Presentation.of(outcome, locale).word());
            }
        }
        return texts.get("log.endTasks", end, summary.tasks(), counts);
    }

    private void warnOfAnotherRun(Run run) {
        String requested = request.address().runId();
        if (!warnedOfAnotherRun && run.id() != null && !run.id().equalsIgnoreCase(requested)) {
            warnedOfAnotherRun = true;
            lines.accept(texts.get("log.otherRun", Sanitizer.oneLine(run.id(), MAX_ID), requested));
        }
    }

    private void warnOfOddEnd(Run run) {
        boolean unknown = run.state().known().isEmpty() && !run.state().isAbsent();
        if (!warnedOfOddEnd && unknown && run.end() != null && !run.result().isAbsent()) {
            warnedOfOddEnd = true;
            lines.accept(texts.get("log.oddEnd", shortName(run.state()), shortName(run.result())));
        }
    }

    private static String shortName(Term<?> term) {
        return Sanitizer.oneLine(term.text(), MAX_NAME);
    }
}
