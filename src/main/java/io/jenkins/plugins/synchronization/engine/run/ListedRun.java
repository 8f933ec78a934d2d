package io.jenkins.plugins.synchronization.engine.run;

import java.time.Instant;

/**
 * A run as a connection's list has it.
 *
 * @param id its ID, not null
 * @param state how far it is; absent where the list does not say
 * @param start when it started, or null where it has not, or the list does not say
 */
public record ListedRun(String id, Term<ExecutionState> state, Instant start) {

    /** Whether it may still go on. */
    public boolean isActive() {
        return !state.is(ExecutionState.COMPLETED);
    }
}
