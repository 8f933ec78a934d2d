package io.jenkins.plugins.synchronization.engine.run;

import java.time.Instant;

/**
 * A job of a run, apart from its tasks: all files of one connector. "Manifest Connection Run's Job" of the API's page.
 *
 * @param index the place in the run's list of jobs, from 0
 * @param id the job's id, or null
 * @param start when it started, or null if not yet
 * @param end when it ended, or null if not yet
 * @param state how far it is, never null
 * @param result how it ended, never null
 * @param connectorType the connector, never null; the API's list is open
 */
public record Job(
        int index,
        String id,
        Instant start,
        Instant end,
        Term<ExecutionState> state,
        Term<ExecutionResult> result,
        Term<ConnectorType> connectorType) {}
