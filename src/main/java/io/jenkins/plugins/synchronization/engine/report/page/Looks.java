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

    private record Key(Term<ExecutionState> state, Term<ExecutionResult> result) {}

    private final Map<Key, Presentation> kept = new HashMap<>();
    private final Locale locale;

    /** Takes the reader's language, not null. */
    public Looks(Locale locale) {
        this.locale = locale;
    }

    /** The same as {@link Presentation#of(Term, Term, Locale)}. */
    public Presentation of(Term<ExecutionState> state, Term<ExecutionResult> result) {
        Key key = new Key(state, result);
        Presentation look = kept.get(key);
        if (look == null) {
            look = Presentation.of(state, result, locale);
            if (kept.size() < MOST_KEPT) {
                kept.put(key, look);
            }
        }
        return look;
    }
}
