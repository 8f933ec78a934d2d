package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.Ids;
import java.time.Duration;

/**
 * What a scenario says of its connection, beside its run.
 *
 * @param displayName its name
 * @param iModelId the iModel that it synchronizes; a run on any connection of it keeps others from starting
 * @param iTwinId the iTwin of that iModel
 * @param startTakes how long a start is being processed, in run time; others get 409 meanwhile
 * @param wholeLocations whether {@code Location} is a whole URL, or only a path
 * @param newestFirst the order of the list of runs
 */
record ConnectionSetup(
        String displayName,
        String iModelId,
        String iTwinId,
        Duration startTakes,
        boolean wholeLocations,
        boolean newestFirst) {

    /** The iModel of a connection whose scenario does not name one. */
    static String usualIModelId(String connectionId) {
        return Ids.guid("iModel of " + connectionId);
    }

    /** The same for another connection, of an iModel of its own. */
    ConnectionSetup on(String connectionId) {
        return new ConnectionSetup(
                connectionId, usualIModelId(connectionId), iTwinId, startTakes, wholeLocations, newestFirst);
    }
}
