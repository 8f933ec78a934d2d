package io.jenkins.plugins.synchronization.engine.report.page;

/**
 * A name and what it stands for.
 *
 * @param name in the reader's language, not null
 * @param value plain text, not null
 */
public record Fact(String name, String value) {}
