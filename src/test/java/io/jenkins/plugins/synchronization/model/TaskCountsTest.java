package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.report.page.Words;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TaskCountsTest {

    private static TaskCounts counts(String... results) throws IOException {
        return TaskCounts.of(RunRecordTest.summary("", List.of(results)));
    }

    @Test
    void eachTaskCountsOnce() throws IOException {
        TaskCounts counts = counts("Success", "Success", "Error", "TimedOut", "Skipped", "Canceled", "Exploded");

        assertThat(counts.getTotal()).isEqualTo(7);
        assertThat(counts.getSucceeded()).isEqualTo(2);
        assertThat(counts.getFailed()).isEqualTo(2);
        assertThat(counts.getSkipped()).isEqualTo(1);
        assertThat(counts.getCanceled()).isEqualTo(1);
        assertThat(counts.getOthers()).isEqualTo(1);
    }

    @Test
    void theCountsOfTwoRunsAreAdded() throws IOException {
        TaskCounts sum = counts("Success", "Error", "Error", "Skipped", "Canceled", "Exploded")
                .plus(counts("Success", "Error", "Skipped", "Canceled", "Canceled"));

        assertThat(List.of(
                        sum.getTotal(),
                        sum.getSucceeded(),
                        sum.getFailed(),
                        sum.getSkipped(),
                        sum.getCanceled(),
                        sum.getOthers()))
                .containsExactly(11, 2, 3, 2, 3, 1);
    }

    @Test
    void theirWordsLeaveOutWhatIsNone() throws IOException {
        Words words = Words.of(Locale.ENGLISH);

        assertThat(counts("Success", "Error", "Error").words(words)).isEqualTo("3 tasks: 1 succeeded, 2 failed");
        assertThat(counts("Skipped", "Canceled", "Exploded").words(words))
                .isEqualTo("3 tasks: 1 skipped, 1 canceled, 1 other");
        assertThat(TaskCounts.none().words(words)).doesNotContain(":");
    }
}
