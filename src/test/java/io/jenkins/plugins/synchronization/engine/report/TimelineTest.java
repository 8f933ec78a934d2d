package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Lane;
import io.jenkins.plugins.synchronization.engine.report.page.TimelineView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.JobPhase;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant START = Instant.parse("2026-11-20T07:30:00Z");
    private static final Presentation LOOK = new Presentation(Presentation.Kind.SUCCESS, "success", "✓");

    private final Timeline timeline = new Timeline();

    @Test
    void barsStandWhereTheirTimesAre() {
        add("a", 0, 50, false);
        add("b", 50, 100, false);

        TimelineView view = view(run(0L, 100L));

        assertThat(view.rows())
                .extracting(TimelineView.Row::label, TimelineView.Row::x, TimelineView.Row::width)
                .containsExactly(
                        tuple("whole run", "0.0%", "100.0%"),
                        tuple("a", "0.0%", "50.0%"),
                        tuple("b", "50.0%", "50.0%"));
        assertThat(view.rows().get(2).duration()).isEqualTo("50 s");
        assertThat(view.rows().get(2).offset()).isEqualTo("50 s");
        assertThat(view.ticks()).extracting(TimelineView.Tick::label).startsWith("0 s", "30 s", "1 min");
    }

    @Test
    void ofManyTasksTheFailedAndTheLongestHaveABar() {
        for (int i = 0; i < 1000; i++) {
            add("task-" + i, i, i + i, i == 3);
        }

        TimelineView view = view(run(0L, 2000L));

        assertThat(view.shownTasks()).isEqualTo(100);
        assertThat(view.startedTasks()).isEqualTo(1000);
        assertThat(view.rows())
                .extracting(TimelineView.Row::label)
                .contains("task-3", "task-999", "task-901")
                .doesNotContain("task-900");
    }

    @Test
    void whatIsNotOverLastsToTheEndAndHasNoDuration() {
        add("running", 20, null, false);
        add("done", 0, 100, false);

        TimelineView.Row row = view(run(null, null)).rows().get(1);

        assertThat(row.label()).isEqualTo("running");
        assertThat(row.duration()).isNull();
        assertThat(row.width()).isEqualTo("80.0%");
    }

    @Test
    void aRunWithoutAnyTimeHasNoBars() {
        assertThat(view(run(null, null)).rows()).isEmpty();
    }

    @Test
    void aRunThatTookNoTimeHasABar() {
        assertThat(view(run(0L, 0L)).rows())
                .singleElement()
                .extracting(TimelineView.Row::x, TimelineView.Row::width)
                .containsExactly("0.0%", "100.0%");
    }

    @Test
    void tasksThatRanAtTheSameTimeLieBelowEachOther() {
        add("a", 0, 50, false);
        add("b", 10, 20, true);
        add("c", 30, 90, false);
        add("d", 60, 100, false);

        Lane lane = view(run(0L, 100L)).lanes().get(0);

        assertThat(lane.connector()).isEqualTo("DWG");
        assertThat(lane.job()).isNull();
        assertThat(lane.tracks())
                .extracting(track -> track.stream().map(TimelineView.Row::label).toList())
                .containsExactly(List.of("a", "d"), List.of("b", "c"));
    }

    @Property
    void aScaleHasFewRoundSteps(@ForAll @LongRange(min = 1, max = 400_000_000_000_000L) long millis) {
        long step = TimeScale.step(millis);

        assertThat(step).isPositive();
        assertThat(millis).isLessThanOrEqualTo(5 * step);
    }

    private void add(String file, long start, Integer end, boolean failed) {
        Task task = new Task(
                file,
                file,
                null,
                START.plusSeconds(start),
                end == null ? null : START.plusSeconds(end),
                0,
                Term.of(ExecutionState.COMPLETED),
                Term.of(failed ? ExecutionResult.ERROR : ExecutionResult.SUCCESS),
                null,
                null);
        timeline.add(0, task, LOOK, failed);
    }

    private TimelineView view(Run run) {
        JobView job = new JobView("DWG", null, LOOK, null, null, 0, 0, 0, 0, 0);
        return timeline.view(run.start(), run.end(), LOOK, List.of(job), Words.of(Locale.ENGLISH));
    }

    private static Run run(Long start, Long end) {
        return new Run(
                null,
                null,
                start == null ? null : START.plusSeconds(start),
                end == null ? null : START.plusSeconds(end),
                Term.absent(JobPhase.class),
                Term.of(ExecutionState.COMPLETED),
                Term.absent(ExecutionResult.class),
                null);
    }
}
