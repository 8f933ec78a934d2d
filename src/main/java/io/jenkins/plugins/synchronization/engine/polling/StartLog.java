package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Reports the start of a run, or the search for the newest, in few lines. Not safe for several threads at once. */
public final class StartLog {

    private final RequestTerms terms;
    private final Locale locale;
    private final Consumer<String> lines;
    private final Texts texts;
    private final TroubleLog troubles;
    private RunAddress active;

    /**
     * Makes a log.
     *
     * @param locale the readers' language; English where it is not known
     * @param time measures how long ago the last line was
     * @param lines takes each line, without line break and without any secret
     */
    public StartLog(RequestTerms terms, Locale locale, InstantSource time, Consumer<String> lines) {
        this.terms = terms;
        this.locale = locale;
        this.lines = lines;
        this.texts = Texts.ofStarting(locale);
        this.troubles = new TroubleLog(terms.credentials().name(), texts, time, lines);
    }

    /** The start begins, or continues after a restart. */
    public void begun(boolean resumed) {
        lines.accept(texts.get(
                resumed ? "log.startResumed" : "log.start",
                terms.connection().connectionId(),
                terms.connection().server(),
                DurationWords.of(terms.settings().timeout())));
    }

    /** See {@link OperationListener#trouble}. */
    public void trouble(ApiFailure failure, Instant next) {
        troubles.trouble(failure, next);
    }

    /** See {@link OperationListener#paused}. */
    public void paused(Instant next) {
        troubles.paused(next);
    }

    /** See {@link OperationListener#recovered}. */
    public void recovered() {
        troubles.recovered();
    }

    /** See {@link StartListener#active}. A run that the API names again gets no second line. */
    public void active(RunAddress run) {
        if (!run.equals(active)) {
            active = run;
            lines.accept(texts.get("log.startActive", run.runId(), run.connectionId()));
        }
    }

    /** There is a run. */
    public void started(StartedRun started) {
        RunAddress run = started.run();
        troubles.recovered();
        lines.accept(texts.get(
                started.alreadyActive() ? "log.startJoined" : "log.started", run.runId(), run.connectionId()));
    }

    /** The newest run was found. */
    public void latest(RunAddress run) {
        troubles.recovered();
        lines.accept(texts.get("log.latest", run.runId(), run.connectionId()));
    }

    /** There is none. */
    public void failed(RequestFailure failure) {
        lines.accept(FailureText.of(failure, locale));
    }
}
