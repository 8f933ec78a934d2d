package io.jenkins.plugins.synchronization.job;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The geometry of the trend: a bar of stacked tasks for each build and a line of how long it took, in a picture of
 * {@value #WIDTH} by {@value #HEIGHT}. The view draws it.
 */
@Restricted(NoExternalUse.class)
public final class TrendChart {

    /** How wide the picture is. */
    public static final int WIDTH = 480;
    /** How high the picture is. */
    public static final int HEIGHT = 200;

    private static final int LEFT = 44;
    private static final int RIGHT = WIDTH - 66;
    private static final int TOP = 26;
    private static final int BOTTOM = HEIGHT - 22;
    private static final double WIDEST_BAR = 24;
    private static final double BAR_OF_STEP = 0.8;
    private static final int MOST_NUMBERS = 8;

    private final List<BuildRuns> builds;
    private final List<Bar> bars = new ArrayList<>();
    private final Scale tasks;
    private final Scale seconds;

    /** The builds from left to right, at least one. */
    TrendChart(List<BuildRuns> builds) {
        this.builds = builds;
        this.tasks = Scale.ofCounts(
                builds.stream().mapToInt(BuildRuns::getTotal).max().orElse(0));
        this.seconds = Scale.ofSeconds(
                builds.stream().mapToLong(BuildRuns::getDurationMillis).max().orElse(0) / 1000.0);
        double step = (double) (RIGHT - LEFT) / builds.size();
        for (int i = 0; i < builds.size(); i++) {
            bars.add(bar(builds.get(i), LEFT + i * step, step));
        }
    }

    /** Where the lines across end. */
    public int getRight() {
        return RIGHT;
    }

    /** One for each build, from left to right. */
    public List<Bar> getBars() {
        return List.copyOf(bars);
    }

    /** The results of which there is at least one task, as they are stacked from the bottom. */
    public List<TaskKind> getKinds() {
        return Stack.KINDS.stream()
                .filter(kind -> builds.stream().anyMatch(build -> kind.count(build) > 0))
                .toList();
    }

    /** The line through the durations, as the data of an SVG path; a build of unknown duration is a gap. */
    public String getLine() {
        StringBuilder line = new StringBuilder();
        boolean connected = false;
        for (Bar bar : bars) {
            if (bar.durationY() != null) {
                line.append(connected ? "L" : "M")
                        .append(bar.middle())
                        .append(' ')
                        .append(bar.durationY());
            }
            connected = bar.durationY() != null;
        }
        return line.toString();
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
        return rounded(Math.min(12, (double) (RIGHT - LEFT) / builds.size() * 1.2));
    }

    private Bar bar(BuildRuns build, double left, double step) {
        double width = Math.min(WIDEST_BAR, step * BAR_OF_STEP);
        double x = left + (step - width) / 2;
        long millis = build.getDurationMillis();
        String durationY = millis == 0 ? null : rounded(BOTTOM - seconds.part(millis / 1000.0) * (BOTTOM - TOP));
        return new Bar(
                build,
                rounded(left),
                rounded(step),
                rounded(x),
                rounded(width),
                rounded(left + step / 2),
                Stack.of(build, tasks, TOP, BOTTOM),
                durationY);
    }

    static String rounded(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /**
     * A build in the picture; all in pixels.
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

    /** The tasks of one result in a bar; in pixels. */
    public record Segment(TaskKind kind, String y, String height) {}

    /** A line across the picture; empty texts where there is nothing whole to say. */
    public record Level(String y, String tasks, String duration) {}
}
