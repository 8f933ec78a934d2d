package io.jenkins.plugins.synchronization.engine.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** How jobs, options and stored data name it: {@code manifest} or {@code storage}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that name, in upper or lower case. */
    public static Optional<ConnectionType> of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(text))
                .findFirst();
    }

    /** How the API's paths name it, in lower case. */
    String pathSegment() {
        return pathSegment;
    }
}
