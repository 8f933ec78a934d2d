package io.jenkins.plugins.synchronization.engine.report.page;

/**
 * A name in two parts, of which only the first is cut where there is no room: names and IDs differ at their ends.
 *
 * @param head what may be cut; empty if the name is short
 * @param tail what always stays
 */
public record ShortName(String head, String tail) {

    private static final int SHORT = 24;
    private static final int TAIL = 12;

    /** Parts a name, not null. */
    public static ShortName of(String name) {
        int cut = name.length() > SHORT ? name.offsetByCodePoints(name.length(), -TAIL) : 0;
        return new ShortName(name.substring(0, cut), name.substring(cut));
    }
}
