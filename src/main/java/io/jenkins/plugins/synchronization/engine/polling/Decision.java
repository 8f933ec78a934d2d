package io.jenkins.plugins.synchronization.engine.polling;

import java.time.Instant;

/** What an answer means for a wait. */
sealed interface Decision {

    /** The run completed. */
    record Completed() implements Decision {}

    /** Ask again at a time. */
    record AskAgain(Instant at, WaitState state) implements Decision {}

    /** Resolve the credential again, get a new token, and poll at once. */
    record RenewToken(WaitState state) implements Decision {}

    /** The wait ends without a result. */
    record Fail(WaitFailure.Reason reason) implements Decision {}
}
