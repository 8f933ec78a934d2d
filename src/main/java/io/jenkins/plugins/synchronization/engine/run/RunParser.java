package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** One pass over a body: the run, its jobs, and of the tasks the counts and, where somebody wants them, the tasks. */
final class RunParser {

    private final JsonParser json;
    private final BodyInput input;
    private final Fields fields;
    private final TaskParser taskParser;
    private final TaskVisitor taskVisitor;
    private final JobVisitor jobVisitor;
    private final Consumer<Term<ExecutionState>> stateKnown;

    private final Tally.Counter<ExecutionState> jobStates = new Tally.Counter<>(ExecutionState.class);
    private final Tally.Counter<ExecutionState> taskStates = new Tally.Counter<>(ExecutionState.class);
    private final Tally.Counter<ExecutionResult> taskResults = new Tally.Counter<>(ExecutionResult.class);
    private final TaskCount.Counter taskCounts = new TaskCount.Counter();
    private int jobs;
    private boolean visiting;

    /**
     * Takes visitors of tasks and of jobs, the names of the tasks' files, and what receives the run's state as soon as it is
     * read; all but the names may be null.
     */
    RunParser(
            JsonParser json,
            BodyInput input,
            TaskVisitor taskVisitor,
            JobVisitor jobVisitor,
            FileNames names,
            Consumer<Term<ExecutionState>> stateKnown) {
        this.json = json;
        this.input = input;
        this.fields = new Fields(json, input);
        this.taskParser = new TaskParser(json, fields, names);
        this.taskVisitor = taskVisitor;
        this.jobVisitor = jobVisitor;
        this.stateKnown = stateKnown;
    }

    /** Reads the body to its end. */
    RunSummary parse() throws IOException {
        Run run = null;
        JsonToken first = json.nextToken();
        if (first == null) {
            throw notARun(NotARunException.Reason.NOT_JSON, "response.empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw notARun(NotARunException.Reason.NO_RUN, "response.type");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("run") && run == null) {
                run = fields.isObject() ? run() : null;
            } else {
                json.skipChildren();
            }
        }
        if (run == null) {
            throw notARun(NotARunException.Reason.NO_RUN, "response.run");
        }
        if (json.nextToken() != null) {
            throw notARun(NotARunException.Reason.NOT_JSON, "response.end");
        }
        return new RunSummary(run, jobStates.tally(), taskCounts.counts(), taskResults.tally());
    }

    private NotARunException notARun(NotARunException.Reason reason, String key) {
        return new NotARunException(
                reason, new ReasonText(key), RunReader.place(json.currentTokenLocation(), input.leftOut()));
    }

    /** Whether the visitor has the word: what is thrown then is not about the body. */
    boolean isVisiting() {
        return visiting;
    }

    private Run run() throws IOException {
        String id = null;
        String connectionId = null;
        Instant start = null;
        Instant end = null;
        Term<JobPhase> phase = Term.absent(JobPhase.class);
        Term<ExecutionState> state = Term.absent(ExecutionState.class);
        Term<ExecutionResult> result = Term.absent(ExecutionResult.class);
        RunError error = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = fields.filledText();
                case "connectionId" -> connectionId = fields.filledText();
                case "startDateTime" -> start = fields.time();
                case "endDateTime" -> end = fields.time();
                case "phase" -> phase = fields.term(phase, JobPhase.class);
                case "state" -> state = runState(state);
                case "result" -> result = fields.term(result, ExecutionResult.class);
                case "error" -> error = fields.isObject() ? runError() : null;
                case "jobs" -> jobs();
                default -> json.skipChildren();
            }
        }
        return new Run(id, connectionId, start, end, phase, state, result, error);
    }

    private Term<ExecutionState> runState(Term<ExecutionState> before) throws IOException {
        Term<ExecutionState> state = fields.term(before, ExecutionState.class);
        if (stateKnown != null && before.isAbsent() && !state.isAbsent()) {
            stateKnown.accept(state);
        }
        return state;
    }

    private RunError runError() throws IOException {
        String errorKey = null;
        String description = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "errorKey" -> errorKey = fields.filledText();
                case "description" -> description = fields.filledText();
                default -> json.skipChildren();
            }
        }
        return errorKey == null && description == null ? null : new RunError(errorKey, description);
    }

    private void jobs() throws IOException {
        if (!fields.isArray()) {
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (fields.isObject()) {
                job();
                jobs++;
            }
        }
    }

    private void job() throws IOException {
        String id = null;
        Instant start = null;
        Instant end = null;
        Term<ExecutionState> state = Term.absent(ExecutionState.class);
        Term<ExecutionResult> result = Term.absent(ExecutionResult.class);
        Term<ConnectorType> connectorType = Term.absent(ConnectorType.class);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = fields.filledText();
                case "startDateTime" -> start = fields.time();
                case "endDateTime" -> end = fields.time();
                case "state" -> state = fields.term(state, ExecutionState.class);
                case "result" -> result = fields.term(result, ExecutionResult.class);
                case "connectorType" -> connectorType = fields.term(connectorType, ConnectorType.class);
                case "tasks" -> tasks();
                default -> json.skipChildren();
            }
        }
        jobStates.add(state);
        if (jobVisitor != null) {
            visiting = true;
            jobVisitor.job(new Job(jobs, id, start, end, state, result, connectorType));
            visiting = false;
        }
    }

    private void tasks() throws IOException {
        if (!fields.isArray()) {
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!fields.isObject()) {
                continue;
            }
            if (taskVisitor == null) {
                countTask();
            } else {
                Task task = taskParser.task();
                taskResults.add(task.result());
                taskCounts.add(task.state(), task.result());
                visiting = true;
                taskVisitor.task(jobs, task);
                visiting = false;
            }
        }
    }

    private void countTask() throws IOException {
        Term<ExecutionState> state = null;
        Term<ExecutionResult> result = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (state == null && name.equals("state")) {
                state = fields.count(taskStates);
            } else if (result == null && name.equals("result")) {
                result = fields.count(taskResults);
            } else if (value.isStructStart()) {
                json.skipChildren();
            }
        }
        if (state == null) {
            state = Term.absent(ExecutionState.class);
        }
        if (result == null) {
            result = Term.absent(ExecutionResult.class);
            taskResults.add(result);
        }
        taskCounts.add(state, result);
    }
}
