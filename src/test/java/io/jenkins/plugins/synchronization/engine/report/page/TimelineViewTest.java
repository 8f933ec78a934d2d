package io.jenkins.plugins.synchronization.engine.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimelineViewTest {

    private static final Presentation LOOK = Presentation.ofResult(Term.of(ExecutionResult.SUCCESS), Locale.ENGLISH);

    @Test
    void lanesBeyondTwelveRowsOfBarsAreFolded() {
        TimelineView timeline = timeline(lane(5), lane(6), lane(2), lane(1));

        assertThat(timeline.unfoldedLanes()).hasSize(2);
        assertThat(timeline.foldedLanes()).hasSize(2);
    }

    @Test
    void theFirstLaneIsShownHoweverHighItIs() {
        TimelineView timeline = timeline(lane(40), lane(1));

        assertThat(timeline.unfoldedLanes()).hasSize(1);
        assertThat(timeline.foldedLanes()).hasSize(1);
    }

    @Test
    void aShortTimelineIsShownWhole() {
        assertThat(timeline(lane(6), lane(6)).foldedLanes()).isEmpty();
        assertThat(timeline().unfoldedLanes()).isEmpty();
    }

    private static TimelineView timeline(Lane... lanes) {
        return new TimelineView(null, List.of(lanes), List.of(), 0, 0);
    }

    /** A job whose tasks all ran at the same time. */
    private static Lane lane(int tasks) {
        return new Lane("DWG", null, Collections.nCopies(tasks, bar()));
    }

    private static TimelineView.Row bar() {
        return new TimelineView.Row(2, "a.dwg", "a.dwg", LOOK, 0, 50, "0 s", "1 min");
    }
}
