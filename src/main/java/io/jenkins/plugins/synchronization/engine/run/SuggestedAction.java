package io.jenkins.plugins.synchronization.engine.run;

/** The most severe kind of issue in a synchronization report: "Suggested action" of the API's page. */
public enum SuggestedAction implements ApiTerm {
    ERROR("Error"),
    WARNING("Warning"),
    INFO("Info");

    private final String text;

    SuggestedAction(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
