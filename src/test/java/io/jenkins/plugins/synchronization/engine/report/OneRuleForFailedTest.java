package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.OutcomeCounts;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.report.page.CountView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.TaskGroup;
import io.jenkins.plugins.synchronization.engine.report.page.TaskSection;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every combination of state and result, through everything that counts, filters or names tasks: all agree. */
class OneRuleForFailedTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyoneWhoCountsTasksCountsTheSame(boolean completed) throws IOException {
        byte[] body = completed
                ? RunBodies.everyEnding()
                : new String(RunBodies.everyEnding(), StandardCharsets.UTF_8)
                        .replaceFirst("Completed", "Executing")
                        .getBytes(StandardCharsets.UTF_8);
        RunOverview overview = new RunOverview(Words.of(Locale.ENGLISH), completed);
        List<Task> tasks = new ArrayList<>();
        RunSummary summary = RunReader.read(new ByteArrayInputStream(body), new TaskVisitor() {
            @Override
            public void task(int job, Task task) {
                tasks.add(task);
                overview.task(job, task);
            }

            @Override
            public void job(Job job) {
                overview.job(job);
            }
        });
        OutcomeCounts counts = OutcomeCounts.of(summary);
        List<List<String>> table = Rfc4180.parse(csv(body));
        int column = table.get(0).indexOf("outcome");

        for (TaskOutcome outcome : TaskOutcome.values()) {
            long expected = tasks.stream()
                    .filter(task -> TaskOutcome.of(task, completed) == outcome)
                    .count();
            assertThat(counts.of(outcome)).as("summary: " + outcome).isEqualTo((int) expected);
            assertThat(overview.tasks(outcome)).as("page: " + outcome).isEqualTo((int) expected);
            assertThat(tasks)
                    .as("filter: " + outcome)
                    .filteredOn(task -> TaskFilter.of(outcome).matches(task, TaskOutcome.of(task, completed)))
                    .hasSize((int) expected);
            assertThat(table)
                    .as("CSV: " + outcome)
                    .filteredOn(row -> row.get(column).equals(outcome.key()))
                    .hasSize((int) expected);
            if (expected > 0) {
                assertThat(overview.counts())
                        .filteredOn(count -> count.outcome() == outcome)
                        .extracting(CountView::count)
                        .containsExactly((int) expected);
                assertThat(WaitLog.endingOf(summary, Locale.ENGLISH))
                        .contains(expected + " "
                                + Presentation.of(outcome, Locale.ENGLISH).word());
            }
        }
        int failed = counts.of(TaskOutcome.FAILED);
        assertThat(overview.total().failed()).as("jobs").isEqualTo(failed);
        assertThat(WaitLog.progressOf(summary, Locale.ENGLISH)).endsWith(failed + " failed");
        assertThat(tasks).allSatisfy(task -> {
            boolean looksFailed = overview.look(task).kind() == Presentation.Kind.FAILURE;
            assertThat(looksFailed).isEqualTo(overview.outcome(task) == TaskOutcome.FAILED);
        });
        assertThat(overview.sections()).isNotEmpty().allSatisfy(section -> {
            assertThat(matching(tasks, section.filter(), completed)).isEqualTo(section.tasks());
            assertThat(section.groups()).allSatisfy(group -> assertThat(matching(tasks, group.filter(), completed))
                    .isEqualTo(group.count()));
            assertThat(section.groups().stream().mapToInt(TaskGroup::count).sum())
                    .isEqualTo(section.tasks());
        });
        assertThat(overview.sections())
                .filteredOn(section -> section.key().equals("failed"))
                .extracting(TaskSection::tasks)
                .containsExactly(failed);
    }

    private static int matching(List<Task> tasks, TaskFilter filter, boolean completed) {
        return (int) tasks.stream()
                .filter(task -> filter.matches(task, TaskOutcome.of(task, completed)))
                .count();
    }

    private static String csv(byte[] body) throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        TaskCsv.write(() -> new ByteArrayInputStream(body), csv);
        return csv.toString(StandardCharsets.UTF_8);
    }
}
