package io.jenkins.plugins.synchronization.engine.report.page;

/**
 * A task of a group as a page names it. Texts are plain, and null where the API sent nothing.
 *
 * @param name the source file's name, else its ID, else the task's ID
 * @param hover the whole name, and the file's path and ID where these are known besides
 * @param connector the connector's name, or words that say that there is none; not null
 * @param duration how long it took, in words
 * @param text what its error says that not all of the group say, or its report's message; one short line
 * @param filter which rows of the table are its file's, by ID; null where it has none
 */
public record GroupedFile(
        String name, String hover, String connector, String duration, String text, TaskFilter filter) {

    /** The name for one line; null where there is none. */
    public ShortName shortName() {
        return name == null ? null : ShortName.of(name);
    }
}
