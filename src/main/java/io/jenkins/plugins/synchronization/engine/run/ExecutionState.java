package io.jenkins.plugins.synchronization.engine.run;

/** How far a run, job or task is: "Execution State" of the API's page. Only {@link #COMPLETED} is an end. */
public enum ExecutionState implements ApiTerm {
    NOT_STARTED("NotStarted"),
    IDLE("Idle"),
    WAITING_TO_EXECUTE("WaitingToExecute"),
    WAITING_TO_RETRY("WaitingToRetry"),
    EXECUTING("Executing"),
    FINALIZING("Finalizing"),
    COMPLETED("Completed"),
    QUEUED("Queued");

    private final String text;

    ExecutionState(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
