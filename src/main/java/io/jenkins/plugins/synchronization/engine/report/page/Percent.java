package io.jenkins.plugins.synchronization.engine.report.page;

/** Percentages for attributes of SVG. */
public final class Percent {

    private Percent() {}

    /** A part of a whole as {@code 12.34%}, between 0 and 100; 0 where the whole is nothing. */
    public static String of(double part, double whole) {
        double percent = whole <= 0 ? 0 : Math.max(0, Math.min(100, 100 * part / whole));
        return Math.round(percent * 100) / 100.0 + "%";
    }
}
