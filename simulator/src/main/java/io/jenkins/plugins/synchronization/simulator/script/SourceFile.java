package io.jenkins.plugins.synchronization.simulator.script;

/**
 * A file that a connection synchronizes.
 *
 * @param id its id, as tasks name it
 * @param name the name that people know it by, or null where there is none
 * @param connectorType the connector that reads it, or null
 */
public record SourceFile(String id, String name, String connectorType) {}
