package io.jenkins.plugins.synchronization.engine.run;

/** How a run, job or task ended: "Execution Result" of the API's page. Only the result counts; an error beside it does not. */
public enum ExecutionResult implements ApiTerm {
    UNDETERMINED("Undetermined"),
    SUCCESS("Success"),
    ERROR("Error"),
    PARTIAL_SUCCESS("PartialSuccess"),

    /** Nothing had to be synchronized. */
    SKIPPED("Skipped"),

    CANCELED("Canceled"),
    TIMED_OUT("TimedOut");

    private final String text;

    ExecutionResult(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
