package io.jenkins.plugins.synchronization.cli;

/** The files that can be made from a run. */
enum FileKind {
    HTML("--html"),
    JSON("--json"),
    CSV("--csv"),
    BADGE("--badge");

    private final String option;

    FileKind(String option) {
        this.option = option;
    }

    /** The option that asks for it. */
    String option() {
        return option;
    }
}
