package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.time.Instant;

/** Hears how requests for a {@link Operation} go; as {@link WaitListener} in all that is not said here. */
public interface OperationListener {

    /** The API did not respond as it should, and another request follows. */
    default void trouble(ApiFailure failure, Instant next) {}

    /** A request is due, but has to wait: the API sent a 429 for the subscription. */
    default void paused(Instant next) {}

    /** A good response came, perhaps after such ones. */
    default void recovered() {}

    /** It ended without what was wanted. */
    void failed(RequestFailure failure);
}
