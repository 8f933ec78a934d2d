package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.time.Duration;
import java.time.Instant;

/** What a wait that failed has in common with a start, or a search for a run, that did. */
sealed interface Failure permits WaitFailure, RequestFailure {

    WaitFailure.Reason reason();

    ServerUrl server();

    String credentialName();

    boolean credentialIsFile();

    Instant at();

    Duration waited();

    ApiFailure last();

    Instant tokenEnds();

    ReasonText text();

    /** The {@link #text} in English, or null. */
    default String message() {
        return text() == null ? null : text().toString();
    }

    /** Whether the bearer token in use had ended, by its own word, when it failed. */
    default boolean tokenEnded() {
        return tokenEnds() != null && !tokenEnds().isAfter(at());
    }
}
