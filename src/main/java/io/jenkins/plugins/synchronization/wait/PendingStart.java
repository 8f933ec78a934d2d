package io.jenkins.plugins.synchronization.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A run that a build starts or searches for, as that stood when this was made. All texts from the API and the job are untrusted.
 *
 * @param order what the build's step wants
 * @param connection the connection
 * @param active the run that is active for the iModel and has to complete before, or null
 * @param trouble the last response that was no use, or null if a good one came after it
 * @param next when the next request will be sent, or null while that is not known
 */
@Restricted(NoExternalUse.class)
public record PendingStart(
        BuildOrder order,
        ConnectionAddress connection,
        @CheckForNull RunAddress active,
        @CheckForNull ApiFailure trouble,
        @CheckForNull Instant next) {

    PendingStart recovered() {
        return new PendingStart(order, connection, null, null, null);
    }

    PendingStart waitingFor(RunAddress run) {
        return new PendingStart(order, connection, run, trouble, next);
    }

    PendingStart after(ApiFailure failure, Instant nextRequest) {
        return new PendingStart(order, connection, active, failure, nextRequest);
    }

    /** Unique among the runs of the build; the run that is found has the same. */
    public String key() {
        return order.key();
    }

    /** When it began; before a restart of Jenkins, if there was one since. */
    public Instant begun() {
        return order.begun();
    }

    /** The user's name for the run, or null. */
    @CheckForNull
    public String label() {
        return order.label();
    }

    /** What to call it: the user's name for the run, else the connection's ID. */
    public String title() {
        return label() == null ? connection.connectionId() : label();
    }
}
