package io.jenkins.plugins.synchronization.step;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the descriptors of all steps have in common. */
abstract class ConnectionStepDescriptor extends StepDescriptor {

    /** The fields of the steps that start a run whose help is that of the step that waits. */
    private static final List<String> BORROWED_HELP = List.of(
            "server",
            "credentialsId",
            "name",
            "timeoutMinutes",
            "propagate",
            "fileNames",
            "archiveReport",
            "skipPublishingChecks",
            "onPartialSuccess",
            "onError",
            "onTimedOut",
            "onCanceled",
            "onSkipped",
            "onUndetermined");

    private final String shownArgument;

    /** Takes the argument that graphs show where the step has no name. */
    ConnectionStepDescriptor(String shownArgument) {
        this.shownArgument = shownArgument;
    }

    final void borrowHelp() {
        BORROWED_HELP.forEach(field -> addHelpFileRedirect(field, WaitForSynchronizationRunStep.class, field));
    }

    /** Scripts may give the names of files as a map, too. */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        Map<String, Object> texts = new HashMap<>(arguments);
        texts.computeIfPresent("fileNames", (name, value) -> value instanceof Map<?, ?> names ? json(names) : value);
        return super.newInstance(texts);
    }

    private static String json(Map<?, ?> names) {
        Map<String, String> texts = new LinkedHashMap<>();
        names.forEach((id, name) -> texts.put(String.valueOf(id), name == null ? null : name.toString()));
        return FileNames.of(texts).toJson();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
        Object name = namedArgs.get("name");
        Object shown = name == null ? namedArgs.get(shownArgument) : name;
        return shown instanceof String text ? text : null;
    }
}
