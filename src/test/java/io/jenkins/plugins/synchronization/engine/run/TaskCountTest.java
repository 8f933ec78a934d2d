package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskCountTest {

    @Test
    void tasksAreCountedByStateAndResultTogether() throws IOException {
        String tasks = "{'state':'Completed','result':'Error'},{'state':'Executing','result':'Error'},{},"
                + "{'result':'error','state':'completed'}";

        assertThat(Reading.summary(bodyWith(tasks)).taskCounts())
                .containsExactlyInAnyOrder(
                        new TaskCount(Term.of(ExecutionState.COMPLETED), Term.of(ExecutionResult.ERROR), 2),
                        new TaskCount(Term.of(ExecutionState.EXECUTING), Term.of(ExecutionResult.ERROR), 1),
                        new TaskCount(Term.absent(ExecutionState.class), Term.absent(ExecutionResult.class), 1));
    }

    @Test
    void namesThatTheApiDoesNotListCountAsOne() throws IOException {
        String tasks = IntStream.range(0, 300)
                .mapToObj(i -> "{'state':'Odd" + i + "','result':'Odder" + i + "'}")
                .collect(Collectors.joining(","));

        assertThat(Reading.summary(bodyWith(tasks)).taskCounts())
                .containsExactly(
                        new TaskCount(Term.of(ExecutionState.class, "?"), Term.of(ExecutionResult.class, "?"), 300));
    }

    private static String bodyWith(String tasks) {
        return ("{'run':{'jobs':[{'tasks':[" + tasks + "]}]}}").replace('\'', '"');
    }
}
