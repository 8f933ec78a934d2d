package io.jenkins.plugins.synchronization.page.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.Term;
import org.junit.jupiter.api.Test;

class SearchTextTest {

    private static Task task(String file, String details) {
        TaskError error = new TaskError("TAE_1", null, details, null, null, null, null, null, null, null, null);
        return new Task(
                "id",
                file,
                null,
                null,
                null,
                0,
                Term.absent(ExecutionState.class),
                Term.absent(ExecutionResult.class),
                error,
                null);
    }

    @Test
    void eachWordIsSomewhereInTheTask() {
        Task task = task("Site/Bridge.dgn", "The disk is full");

        assertThat(new SearchText("FULL bridge tae_1").isIn(task)).isTrue();
        assertThat(new SearchText("full tunnel").isIn(task)).isFalse();
        assertThat(new SearchText(null).isIn(task)).isTrue();
        assertThat(new SearchText("  ").isIn(task)).isTrue();
    }

    @Test
    void manyWordsCostNoMoreThanAFew() {
        assertThat(new SearchText("a b c d e f g h i").isIn(task("abcdefg h - i", "")))
                .as("the end is a phrase")
                .isFalse();
        assertThat(new SearchText("a b c d e f g h i").isIn(task("abcdefgh i", "")))
                .isTrue();
    }

    @Test
    void whatWasSeenInAnErrorHoldsForEachOfMany() {
        SearchText text = new SearchText("odd");
        for (int i = 0; i < 2000; i++) {
            Task task = task("file", i % 2 == 0 ? "even" : "odd");
            assertThat(text.isIn(task)).isEqualTo(i % 2 == 1);
            assertThat(text.isIn(task)).as("again").isEqualTo(i % 2 == 1);
        }
    }
}
