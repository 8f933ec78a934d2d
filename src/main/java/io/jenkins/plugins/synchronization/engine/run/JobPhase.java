package io.jenkins.plugins.synchronization.engine.run;

/** The phase that a run is in: "Job Phase" of the API's page. */
public enum JobPhase implements ApiTerm {
    PREPROCESSOR("Preprocessor"),
    MASTER_FILE("MasterFile"),
    REFERENCE_FILE("ReferenceFile");

    private final String text;

    JobPhase(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
