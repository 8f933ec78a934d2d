package io.jenkins.plugins.synchronization.step;

import java.util.List;

/** The fields of the steps that start a run whose help is that of the step that waits. */
final class StartHelp {

    static final List<String> FIELDS = List.of(
            "server",
            "connectionType",
            "credentialsId",
            "name",
            "timeoutMinutes",
            "propagate",
            "archiveReport",
            "onPartialSuccess",
            "onError",
            "onTimedOut",
            "onCanceled",
            "onSkipped",
            "onUndetermined");

    private StartHelp() {}
}
