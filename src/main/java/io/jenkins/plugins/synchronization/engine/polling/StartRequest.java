package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Manifest;

/**
 * What to start.
 *
 * @param terms the connection, and how to send requests for it
 * @param manifest the source files; null for a storage connection, which has them
 * @param ifActive what to do where a run is active already
 * @param intention what was stored before the request was sent, where a start continues after a restart; else null
 */
public record StartRequest(RequestTerms terms, Manifest manifest, IfActive ifActive, StartIntention intention) {

    /**
     * Checks that there is a manifest for a manifest connection, and none for a storage connection.
     *
     * @throws IllegalArgumentException if not
     */
    public StartRequest {
        boolean needed = terms.connection().type() == ConnectionType.MANIFEST;
        if (needed != (manifest != null)) {
            throw new IllegalArgumentException(
                    needed
                            ? "A manifest connection needs a manifest"
                            : "A storage connection has its source files and takes no manifest");
        }
    }
}
