package io.jenkins.plugins.synchronization.simulator.script;

/**
 * The error of a run, shown once it is completed. Null fields are left out.
 *
 * @param errorKey the key
 * @param description the text
 */
public record RunError(String errorKey, String description) {}
