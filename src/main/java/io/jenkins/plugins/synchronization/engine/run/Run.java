package io.jenkins.plugins.synchronization.engine.run;

import java.time.Instant;

/**
 * What the API says of a run itself, apart from its jobs: "Manifest Connection Run" of the API's page. Every part may
 * be missing while the run is young.
 *
 * @param id the run's id, or null
 * @param connectionId the connection's id, or null
 * @param start when it started, or null if not yet
 * @param end when it ended, or null if not yet
 * @param phase the phase it is in, never null
 * @param state how far it is, never null
 * @param result how it ended, never null; without meaning before the state is {@code Completed}
 * @param error the run's error, or null; a run may have one and still succeed in part
 */
public record Run(
        String id,
        String connectionId,
        Instant start,
        Instant end,
        Term<JobPhase> phase,
        Term<ExecutionState> state,
        Term<ExecutionResult> result,
        RunError error) {

    /** Whether the run is complete: its state is {@code Completed}. */
    public boolean isCompleted() {
        return state.is(ExecutionState.COMPLETED);
    }
}
