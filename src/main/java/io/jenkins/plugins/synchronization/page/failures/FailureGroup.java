package io.jenkins.plugins.synchronization.page.failures;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Fact;
import java.util.List;

/**
 * Tasks that did not succeed for the same reason. What all of them say is said here, what differs with its file. Texts
 * are plain, and null where the API said nothing.
 *
 * @param code the error's code; null for tasks without one, which are grouped by their result
 * @param look how the first of them ended, not null
 * @param count how many tasks, 1 or more
 * @param share how many of all that did not succeed, a percentage for an SVG attribute
 * @param headline what went wrong in one text
 * @param paragraphs what else there is to say, without long texts; unmodifiable
 * @param longTexts texts such as a connector's output; unmodifiable
 * @param fix whether the user can mend it, not null
 * @param fixable how many of the tasks the user can mend
 * @param knowledgeBase a page about it: only an http or https address
 * @param facts smaller facts, each with its name; unmodifiable
 * @param files the first tasks; unmodifiable
 * @param query the part of a URL that has the table of all tasks show them; not null
 */
public record FailureGroup(
        String code,
        Presentation look,
        int count,
        String share,
        String headline,
        List<String> paragraphs,
        List<String> longTexts,
        Fix fix,
        int fixable,
        String knowledgeBase,
        List<Fact> facts,
        List<FailedFile> files,
        String query) {

    /** Whether the user can mend the tasks of a group. */
    public enum Fix {
        /** All of them. */
        YES,
        /** None of them. */
        NO,
        /** Some of them. */
        SOME,
        /** The API does not say. */
        UNKNOWN
    }

    /** Copies the lists. */
    public FailureGroup {
        paragraphs = List.copyOf(paragraphs);
        longTexts = List.copyOf(longTexts);
        facts = List.copyOf(facts);
        files = List.copyOf(files);
    }
}
