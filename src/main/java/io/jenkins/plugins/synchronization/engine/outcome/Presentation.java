package io.jenkins.plugins.synchronization.engine.outcome;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Term;
import io.jenkins.plugins.synchronization.engine.run.TextBundle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How a result, or the state of what is not completed, is shown: word, symbol and colours. The one place that decides
 * it, for page, badge, column, log, HTML report, SVG and shell alike.
 *
 * @param kind the kind of look, for a style sheet; never null
 * @param word the word in the reader's language, plain text on one line, such as {@code partial success}; never null
 * @param symbol one character that distinguishes the look without color, never null
 */
public record Presentation(Kind kind, String word, String symbol) {

    private static final int MAX_WORD = 40;

    private static final List<Kind> KINDS_WORST_FIRST =
            List.of(Kind.FAILURE, Kind.PARTIAL, Kind.UNKNOWN, Kind.CANCELED, Kind.RUNNING, Kind.SKIPPED, Kind.SUCCESS);

    /** The worst first. */
    public static final Comparator<Presentation> WORST_FIRST = Comparator.comparingInt(Presentation::rank);

    /** The kinds of look, each with its own symbol and colours. */
    public enum Kind {
        /** It succeeded. */
        SUCCESS("✓", "#1a7f37", "#1a6e33", "#57d37c"),
        /** It succeeded in part. */
        PARTIAL("!", "#9a6700", "#835800", "#f0b84a"),
        /** It failed. */
        FAILURE("✗", "#c0262d", "#b3202c", "#ff8a80"),
        /** There was nothing to do. */
        SKIPPED("–", "#57606a", "#515a63", "#b1bac4"),
        /** It was stopped. */
        CANCELED("■", "#57606a", "#515a63", "#b1bac4"),
        /** It is unknown how it ended. */
        UNKNOWN("?", "#57606a", "#515a63", "#b1bac4"),
        /** It is not completed. */
        RUNNING("…", "#0b63b5", "#0b5cad", "#7cb8ff");

        private final String symbol;
        private final String background;
        private final String onLight;
        private final String onDark;

        Kind(String symbol, String background, String onLight, String onDark) {
            this.symbol = symbol;
            this.background = background;
            this.onLight = onLight;
            this.onDark = onDark;
        }

        /** The colour of an area that carries white text, as {@code #rrggbb}; contrast at least 4.5 : 1. */
        public String background() {
            return background;
        }

        /** The colour of text and lines on a white page, as {@code #rrggbb}; contrast at least 4.5 : 1. */
        public String onLight() {
            return onLight;
        }

        /** The colour of text and lines on a page of {@code #16191d}, as {@code #rrggbb}; contrast at least 4.5 : 1. */
        public String onDark() {
            return onDark;
        }

        /** How an error is shown that comes with it: it is why something failed, or else a warning. */
        public Kind ofError() {
            return this == FAILURE || this == UNKNOWN ? FAILURE : PARTIAL;
        }

        /** The name for a CSS class, such as {@code partial}. */
        public String cssName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a run is shown: by its result once it is completed, by its state before. */
    public static Presentation of(Run run, Locale locale) {
        return of(run.state(), run.result(), locale);
    }

    /** The same as {@link #of(Run, Locale)} for a run with this state and this result. */
    public static Presentation of(Term<ExecutionState> state, Term<ExecutionResult> result, Locale locale) {
        boolean completed = state.is(ExecutionState.COMPLETED) || (state.isAbsent() && !result.isAbsent());
        return completed ? ofResult(result, locale) : ofState(state, locale);
    }

    /**
     * How a task or job is shown: as {@link TaskOutcome} says, by its state while it is pending, by its result after.
     *
     * @param runCompleted whether its run is completed, in which case a missing result is a failure
     */
    public static Presentation of(
            Term<ExecutionState> state, Term<ExecutionResult> result, boolean runCompleted, Locale locale) {
        TaskOutcome outcome = TaskOutcome.of(state, result, runCompleted);
        if (outcome == TaskOutcome.PENDING) {
            return ofState(state, locale);
        }
        return TaskOutcome.hasResult(state, result) ? ofResult(result, locale) : ofNoResult(locale);
    }

    /** How all tasks with an outcome are shown. */
    public static Presentation of(TaskOutcome outcome, Locale locale) {
        Kind kind =
                switch (outcome) {
                    case FAILED -> Kind.FAILURE;
                    case OTHER -> Kind.PARTIAL;
                    case CANCELED -> Kind.CANCELED;
                    case PENDING -> Kind.RUNNING;
                    case SKIPPED -> Kind.SKIPPED;
                    case SUCCEEDED -> Kind.SUCCESS;
                };
        return look(kind, word("outcome", outcome.key(), locale));
    }

    /** How a result is shown; a missing one as undetermined. */
    public static Presentation ofResult(Term<ExecutionResult> result, Locale locale) {
        ExecutionResult known = result.known().orElse(null);
        if (known == null) {
            return result.isAbsent()
                    ? look(Kind.UNKNOWN, word("result", ExecutionResult.UNDETERMINED.text(), locale))
                    : look(Kind.UNKNOWN, unknownWord(result));
        }
        Kind kind =
                switch (known) {
                    case SUCCESS -> Kind.SUCCESS;
                    case PARTIAL_SUCCESS -> Kind.PARTIAL;
                    case ERROR, TIMED_OUT -> Kind.FAILURE;
                    case SKIPPED -> Kind.SKIPPED;
                    case CANCELED -> Kind.CANCELED;
                    case UNDETERMINED -> Kind.UNKNOWN;
                };
        return look(kind, word("result", known.text(), locale));
    }

    /** How the state of something that is not completed is shown; a missing one as not started. */
    public static Presentation ofState(Term<ExecutionState> state, Locale locale) {
        if (state.isAbsent()) {
            return look(Kind.RUNNING, word("state", ExecutionState.NOT_STARTED.text(), locale));
        }
        return look(Kind.RUNNING, state.known().isPresent() ? word("state", state.text(), locale) : unknownWord(state));
    }

    /** How bad it is: 0 is the worst. */
    public int rank() {
        return KINDS_WORST_FIRST.indexOf(kind);
    }

    /** How it is shown that there is no run. */
    public static Presentation ofNoRun(Locale locale) {
        return look(Kind.UNKNOWN, word("none", "runs", locale));
    }

    /** How it is shown that there is nothing here, or nothing that the reader may see. */
    public static Presentation ofNothing(Locale locale) {
        return look(Kind.UNKNOWN, word("none", "found", locale));
    }

    /** How a wait is shown that ended without a result. */
    public static Presentation ofNoResult(Locale locale) {
        return look(Kind.FAILURE, word("none", "result", locale));
    }

    /** How a wait is shown that was aborted. */
    public static Presentation ofAborted(Locale locale) {
        return look(Kind.CANCELED, word("none", "aborted", locale));
    }

    private static String unknownWord(Term<?> term) {
        String word = Sanitizer.oneLine(term.text(), MAX_WORD);
        return word.isEmpty() ? "?" : word;
    }

    private static Presentation look(Kind kind, String word) {
        return new Presentation(kind, word, kind.symbol);
    }

    private static String word(String list, String name, Locale locale) {
        return TextBundle.of("outcome.Words", locale).getString(list + "." + name);
    }
}
