package io.jenkins.plugins.synchronization.job;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The geometry of the trend: a bar of stacked tasks for each build and a line of how long it took. From left to right it
 * is in percent of the room that there is, from top to bottom in pixels of {@value #HEIGHT}. The view draws it.
 */
@Restricted(NoExternalUse.class)
public final class TrendChart {

    /** How high the picture is. */
    public static final int HEIGHT = 200;

    private static final int TOP = 26;
    private static final int BOTTOM = HEIGHT - 22;
    private static final double WHOLE = 100;
    private static final double WIDEST_BAR = 6;
    private static final double BAR_OF_STEP = 0.8;
    private static final int MOST_NUMBERS = 8;

    /** One failed task among 100,000 is still to be seen. */
    private static final double LOWEST_SEGMENT = 3;

    /** The room on a phone, in pixels. */
    private static final double NARROWEST = 250;

    private final List<BuildRuns> builds;
    private final List<Bar> bars = new ArrayList<>();
    private final Scale tasks;
    private final Scale seconds;

    /** The builds from left to right, at least one. */
    TrendChart(List<BuildRuns> builds) {
        this.builds = builds;
        this.tasks = Scale.ofCounts(builds.stream()
                .mapToInt(build -> build.getTasks().getTotal())
                .max()
                .orElse(0));
        this.seconds = Scale.ofSeconds(
                builds.stream().mapToLong(BuildRuns::getDurationMillis).max().orElse(0) / 1000.0);
        double step = WHOLE / builds.size();
        for (int i = 0; i < builds.size(); i++) {
            bars.add(bar(builds.get(i), i * step, step));
        }
    }

    /** One for each build, from left to right. */
    public List<Bar> getBars() {
        return List.copyOf(bars);
    }

    /** The results of which there is at least one task, as they are stacked from the bottom. */
    public List<TaskKind> getKinds() {
        return kinds(builds.stream().map(BuildRuns::getTasks).toList());
    }

    private static List<TaskKind> kinds(List<TaskCounts> counts) {
        return Stream.of(TaskKind.values())
                .filter(kind -> counts.stream().anyMatch(tasks -> kind.count(tasks) > 0))
                .toList();
    }

    /** The pieces of the line through the durations; a build of unknown duration is a gap. */
    public List<Piece> getLine() {
        return IntStream.range(1, bars.size())
                .mapToObj(i -> new Piece(bars.get(i - 1), bars.get(i)))
                .filter(piece -> piece.from().durationY() != null && piece.to().durationY() != null)
                .toList();
    }

    /** Whether the duration of a build is known. */
    public boolean isTimed() {
        return bars.stream().anyMatch(bar -> bar.durationY() != null);
    }

    /** The lines across, from bottom to top, with what they stand for on the left and on the right. */
    public List<Level> getLevels() {
        NumberFormat numbers = NumberFormat.getIntegerInstance(LocaleProvider.getLocale());
        return IntStream.rangeClosed(0, 2)
                .mapToObj(half -> new Level(
                        rounded(BOTTOM - (BOTTOM - TOP) * half / 2.0),
                        tasks.top() * half % 2 == 0 ? numbers.format((long) (tasks.top() * half / 2)) : "",
                        !isTimed()
                                ? ""
                                : DurationWords.of(Duration.ofMillis((long) (seconds.top() * 1000 * half / 2)))))
                .toList();
    }

    /** The builds whose numbers are written below: the newest, and as many before it as there is room for. */
    public List<Bar> getNumbered() {
        int every = (bars.size() + MOST_NUMBERS - 1) / MOST_NUMBERS;
        return IntStream.range(0, bars.size())
                .filter(i -> (bars.size() - 1 - i) % every == 0)
                .mapToObj(bars::get)
                .toList();
    }

    /** How large a bar's symbol is written, in pixels. */
    public String getSymbolSize() {
        return rounded(Math.min(12, NARROWEST / builds.size() * 1.2));
    }

    private Bar bar(BuildRuns build, double left, double step) {
        double width = Math.min(WIDEST_BAR, step * BAR_OF_STEP);
        double x = left + (step - width) / 2;
        long millis = build.getDurationMillis();
        String durationY = millis == 0 ? null : rounded(BOTTOM - seconds.part(millis / 1000.0) * (BOTTOM - TOP));
        return new Bar(
                build,
                percent(left),
                percent(step),
                percent(x),
                percent(width),
                percent(left + step / 2),
                segments(build.getTasks()),
                durationY);
    }

    /** From the bottom; what failed is there, where builds compare best. None for a result that no task has. */
    private List<Segment> segments(TaskCounts counts) {
        List<TaskKind> kinds = kinds(List.of(counts));
        List<Double> heights = heights(counts, kinds);
        List<Segment> segments = new ArrayList<>();
        double y = BOTTOM;
        for (int i = 0; i < kinds.size(); i++) {
            y -= heights.get(i);
            segments.add(new Segment(kinds.get(i), rounded(y), rounded(heights.get(i))));
        }
        return segments;
    }

    /** Small ones are made as high as can be seen; the highest gives way where there is no room above. */
    private List<Double> heights(TaskCounts counts, List<TaskKind> kinds) {
        int room = BOTTOM - TOP;
        List<Double> heights = new ArrayList<>();
        for (TaskKind kind : kinds) {
            heights.add(Math.max(LOWEST_SEGMENT, tasks.part(kind.count(counts)) * room));
        }
        double excess = heights.stream().mapToDouble(Double::doubleValue).sum() - room;
        if (excess > 0) {
            int highest = heights.indexOf(Collections.max(heights));
            heights.set(highest, heights.get(highest) - excess);
        }
        return heights;
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part);
    }

    private static String rounded(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /**
     * A build in the picture.
     *
     * @param build what it stands for
     * @param left where its share of the width begins
     * @param step how wide its share is
     * @param x where the bar begins
     * @param width how wide the bar is
     * @param middle where line and number are
     * @param segments from the bottom; empty where there was no task
     * @param durationY where the line passes, or null if the duration is unknown
     */
    public record Bar(
            BuildRuns build,
            String left,
            String step,
            String x,
            String width,
            String middle,
            List<Segment> segments,
            String durationY) {}

    /** A piece of the line, between two builds. */
    public record Piece(Bar from, Bar to) {}

    /** The tasks of one result in a bar; in pixels. */
    public record Segment(TaskKind kind, String y, String height) {}

    /** A line across the picture; empty texts where there is nothing whole to say. */
    public record Level(String y, String tasks, String duration) {}
}
