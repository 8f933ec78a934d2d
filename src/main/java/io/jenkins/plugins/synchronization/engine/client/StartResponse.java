package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;

/**
 * The API's response to the start of a run.
 *
 * @param alreadyActive whether none was started, because one is active for the iModel, perhaps of another connection (303)
 * @param run the run that was started or is active, or null where the response does not lead to one
 * @param location the {@code Location} as it came, on one line; null without one
 */
public record StartResponse(boolean alreadyActive, RunAddress run, String location) {

    private static final int MAX_SHOWN = 300;

    static StartResponse of(int status, String location, ServerUrl server, Redaction redaction) {
        boolean active = status == 303;
        if (location == null) {
            return new StartResponse(active, null, null);
        }
        String shown = redaction.oneLine(location, MAX_SHOWN);
        try {
            return new StartResponse(active, RunLocation.parse(location, server), shown);
        } catch (UnusableTextException noRun) {
            return new StartResponse(active, null, shown);
        }
    }
}
