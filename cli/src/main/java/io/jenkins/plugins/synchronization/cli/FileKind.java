package io.jenkins.plugins.synchronization.cli;

/** The files that can be written from a run. */
enum FileKind {
    HTML("--html"),
    JSON("--json"),
    CSV("--csv"),
    BADGE("--badge");

    private final String option;

    FileKind(String option) {
        this.option = option;
    }

    /** The option that names it. */
    String option() {
        return option;
    }
}
