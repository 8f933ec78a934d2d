package io.jenkins.plugins.synchronization.engine.outcome;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which outcome each result of a run leads to. By default: {@code Success} and {@code Skipped} are successes,
 * {@code PartialSuccess} is unstable, {@code Canceled} is aborted, and anything else is a failure, unknown
 * results included.
 */
public final class OutcomeMapping {

    private static final OutcomeMapping DEFAULTS = new OutcomeMapping(new EnumMap<>(ExecutionResult.class));

    private final Map<ExecutionResult, Outcome> changed;

    private OutcomeMapping(Map<ExecutionResult, Outcome> changed) {
        this.changed = changed;
    }

    /** The mapping that holds unless another is given. */
    public static OutcomeMapping defaults() {
        return DEFAULTS;
    }

    /** This mapping, but for one result; neither may be null. */
    public OutcomeMapping with(ExecutionResult result, Outcome outcome) {
        Map<ExecutionResult, Outcome> more = new EnumMap<>(ExecutionResult.class);
        more.putAll(changed);
        more.put(result, Objects.requireNonNull(outcome));
        return new OutcomeMapping(more);
    }

    /** The outcome of a result, never null; unknown and missing results are failures. */
    public Outcome of(Term<ExecutionResult> result) {
        return result.known()
                .map(known -> changed.getOrDefault(known, byDefault(known)))
                .orElse(Outcome.FAILURE);
    }

    private static Outcome byDefault(ExecutionResult result) {
        return switch (result) {
            case SUCCESS, SKIPPED -> Outcome.SUCCESS;
            case PARTIAL_SUCCESS -> Outcome.UNSTABLE;
            case CANCELED -> Outcome.ABORTED;
            case ERROR, TIMED_OUT, UNDETERMINED -> Outcome.FAILURE;
        };
    }
}
