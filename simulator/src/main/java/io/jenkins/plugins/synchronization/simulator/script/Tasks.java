package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;

/** The tasks of a job, listed or generated. */
public interface Tasks {

    /** How many: 0 or more. */
    int count();

    /** The task at a place, from 0; equal for equal places. */
    Task task(int index);

    /** When the first starts: run time, or null where there are no tasks. */
    Duration start();

    /** When the last finishes: run time, or null where there are no tasks or one never finishes. */
    Duration end();

    /** The same without literal dates. */
    Tasks byTheClock();

    /** What follows for the job: a result of the API. */
    String result();
}
