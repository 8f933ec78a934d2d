package io.jenkins.plugins.synchronization.engine.client;

/** The kinds of connection whose runs the API knows. */
public enum ConnectionType {
    /** The connection of a manifest of source files. */
    MANIFEST("manifestconnections"),

    /** The connection of a storage of files. */
    STORAGE("storageconnections");

    private final String pathSegment;

    ConnectionType(String pathSegment) {
        this.pathSegment = pathSegment;
    }

    /** How the API's paths name it, in lower case. */
    String pathSegment() {
        return pathSegment;
    }
}
