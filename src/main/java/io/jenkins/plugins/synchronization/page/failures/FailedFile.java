package io.jenkins.plugins.synchronization.page.failures;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;

/**
 * A task of a group as the page names it. Texts are plain, and null where the API said nothing.
 *
 * @param name the source file's id, else the task's
 * @param connector the connector's name, or words that say that there is none; not null
 * @param look how it ended, not null
 * @param took how long it took, in words
 * @param text what its error says that not all of the group say, in one short line
 * @param query the part of a URL that has the table of all tasks show it; null where it has no name
 */
public record FailedFile(String name, String connector, Presentation look, String took, String text, String query) {}
