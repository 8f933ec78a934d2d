package io.jenkins.plugins.synchronization.simulator.script;

/**
 * One job of a run.
 *
 * @param id the job's id
 * @param connectorType its connector, or null to leave it out
 * @param result its result once it has finished
 * @param dates literal dates
 * @param tasks its tasks
 */
public record Job(String id, String connectorType, String result, FixedDates dates, Tasks tasks) {

    Job byTheClock() {
        return new Job(id, connectorType, result, FixedDates.NONE, tasks.byTheClock());
    }
}
