package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.util.List;

/**
 * Tasks that ended in the same way for the same reason. What all of them report stands here, what differs with its file.
 * Texts are plain, and null where the API sent nothing.
 *
 * @param code the error's code; null for tasks without one, which are grouped by their result
 * @param look how the first of them ended, not null
 * @param count how many tasks, 1 or more
 * @param share how many of the section's tasks, a percentage for an SVG attribute
 * @param headline what went wrong in one text; if the errors have none in common, words that say so; not null
 * @param paragraphs more texts, without long ones; unmodifiable
 * @param longTexts texts such as a connector's output; unmodifiable
 * @param fix who can fix it, in words
 * @param isFixable whether the user can fix some or all of them
 * @param knowledgeBase a page about it: only an http or https address
 * @param facts smaller facts, each with its name; unmodifiable
 * @param files the first tasks; unmodifiable
 * @param filter which rows of the table are the group's, not null
 */
public record TaskGroup(
        String code,
        Presentation look,
        int count,
        String share,
        String headline,
        List<String> paragraphs,
        List<String> longTexts,
        String fix,
        boolean isFixable,
        String knowledgeBase,
        List<Fact> facts,
        List<GroupedFile> files,
        TaskFilter filter) {

    /** Copies the lists. */
    public TaskGroup {
        paragraphs = List.copyOf(paragraphs);
        longTexts = List.copyOf(longTexts);
        facts = List.copyOf(facts);
        files = List.copyOf(files);
    }
}
