package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.model.RunReference;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A run that a build starts or searches for, as that stood when this was made. All texts from the API and the job are untrusted.
 *
 * @param key distinguishes it among the build's runs; the run that is found has the same
 * @param label the user's name for the run, or null
 * @param server the name of the server
 * @param connection the connection
 * @param starts whether a run is started; else the latest is searched for
 * @param begun when that began; before a restart of Jenkins, if there was one since
 * @param active the run that is active for the iModel and has to complete before, or null
 * @param trouble the last response that was no use, or null if a good one came after it
 * @param next when the next request will be sent, or null while that is not known
 */
@Restricted(NoExternalUse.class)
public record PendingStart(
        String key,
        @CheckForNull String label,
        String server,
        ConnectionAddress connection,
        boolean starts,
        Instant begun,
        @CheckForNull RunAddress active,
        @CheckForNull ApiFailure trouble,
        @CheckForNull Instant next) {

    static PendingStart of(ResolvedStart order, ConnectionAddress connection) {
        WaitSpec parameters = order.parameters();
        return new PendingStart(
                order.key(),
                RunReference.labelOf(parameters.name()),
                order.target().name(),
                connection,
                parameters.starts(),
                order.begun(),
                null,
                null,
                null);
    }

    PendingStart recovered() {
        return new PendingStart(key, label, server, connection, starts, begun, null, null, null);
    }

    PendingStart waitingFor(RunAddress run) {
        return new PendingStart(key, label, server, connection, starts, begun, run, trouble, next);
    }

    PendingStart after(ApiFailure failure, Instant nextRequest) {
        return new PendingStart(key, label, server, connection, starts, begun, active, failure, nextRequest);
    }

    /** What to call it: the user's name for the run, else the connection's ID. */
    public String title() {
        return label == null ? connection.connectionId() : label;
    }
}
