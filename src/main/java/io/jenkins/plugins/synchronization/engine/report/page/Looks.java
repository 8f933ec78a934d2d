package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The looks of tasks and jobs in one language: 100,000 tasks have few different ones, and finding the words costs. */
public final class Looks {

    private static final int MOST_KEPT = 256;
    private static final int LONGEST_KEPT = 200;

    private record Key(Term<ExecutionState> state, Term<ExecutionResult> result) {}

    private final Map<Key, Presentation> kept = new HashMap<>();
    private final Locale locale;
    private final boolean runCompleted;

    /** Takes the reader's language, and whether the run of the tasks is completed. */
    public Looks(Locale locale, boolean runCompleted) {
        this.locale = locale;
        this.runCompleted = runCompleted;
    }

    /** The same as {@link Presentation#of(Term, Term, boolean, Locale)}. */
    public Presentation of(Term<ExecutionState> state, Term<ExecutionResult> result) {
        Key key = new Key(state, result);
        Presentation look = kept.get(key);
        if (look == null) {
            look = Presentation.of(state, result, runCompleted, locale);
            boolean isShort = state.text().length() + result.text().length() <= LONGEST_KEPT;
            if (isShort && kept.size() < MOST_KEPT) {
                kept.put(key, look);
            }
        }
        return look;
    }
}
