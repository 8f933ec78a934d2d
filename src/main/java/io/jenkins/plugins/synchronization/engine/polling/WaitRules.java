package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The rules of waiting, as pure functions: what an answer means for a wait depends on nothing but the wait, the answer
 * and the time.
 */
final class WaitRules {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofHours(1);

    /** When a refusal that may be a slip is looked at once more. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(60);

    /** One of several servers behind a name may have a wrong certificate, or one that is just being replaced. */
    private static final int CONNECTION_ATTEMPTS = 3;

    private WaitRules() {}

    /** Decides what to do after an answer; {@code now} is monotonic, {@code jitter} a random number from 0 to 1. */
    static Decision decide(
            WaitRequest request, RunHistory history, WaitState state, RunAnswer answer, Instant now, double jitter) {
        Decision decision = answer instanceof RunAnswer.Found found
                ? afterRun(request, history, state, found.summary(), now, jitter)
                : afterFailure(
                        request.settings(),
                        request.resumed(),
                        state,
                        ((RunAnswer.Failed) answer).failure(),
                        now,
                        jitter);
        if (decision instanceof Decision.AskAgain again) {
            Instant deadline = deadline(request, again.state());
            if (!now.isBefore(deadline)) {
                return new Decision.Fail(WaitFailure.Reason.TIMED_OUT);
            }
            return again.at().isAfter(deadline) ? new Decision.AskAgain(deadline, again.state()) : again;
        }
        return decision;
    }

    /**
     * The time after which a wait ends without a valid response. One that was resumed gets a good answer first, or as much
     * time as it takes to give up: the run may have ended while it could not be polled.
     */
    static Instant deadline(WaitRequest request, WaitState state) {
        return deadline(request.settings(), request.resumed(), state);
    }

    /** The same, whatever is waited for. */
    static Instant deadline(WaitSettings settings, boolean resumed, WaitState state) {
        Instant deadline = state.begun().plus(settings.timeout());
        if (!resumed || state.answered()) {
            return deadline;
        }
        Instant window = state.since().plus(settings.giveUpAfter());
        return deadline.isAfter(window) ? deadline : window;
    }

    /**
     * How long all waits of a subscription pause after a 429: as the API says, up to a day; where it does not say, never
     * longer than an hour, whatever one of them is set to.
     */
    static Duration pause(ApiFailure throttled, WaitSettings settings) {
        Duration asked = throttled.retryAfter();
        if (asked == null) {
            return shorter(settings.maxInterval(), LONGEST_OWN_PAUSE);
        }
        Duration own = shorter(settings.minInterval(), LONGEST_OWN_PAUSE);
        return asked.compareTo(own) < 0 ? own : shorter(asked, LONGEST_PAUSE);
    }

    /** How long the API asks to pause after a response that was no use; nothing where it does not say. */
    private static Duration asked(ApiFailure failure, WaitSettings settings) {
        return failure.retryAfter() == null ? Duration.ZERO : pause(failure, settings);
    }

    /**
     * When a wait gives up on a server that has responded to no request.
     *
     * @param silentSince when the server's silence began, by the monotonic clock
     */
    static Instant givesUpAt(WaitSettings settings, WaitState state, Instant silentSince) {
        Instant since = state.since();
        return (since.isAfter(silentSince) ? since : silentSince).plus(settings.giveUpAfter());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Decision afterRun(
            WaitRequest request, RunHistory history, WaitState state, RunSummary summary, Instant now, double jitter) {
        if (summary.run().isCompleted()) {
            return new Decision.Completed();
        }
        Duration interval =
                Pacing.interval(request.settings(), history, summary.run().start(), state.begun(), now, jitter);
        return new Decision.AskAgain(now.plus(interval), state.afterGoodAnswer(now));
    }

    /** Decides what to do after a response that is no use, whatever was requested; does not look at the deadline. */
    static Decision afterFailure(
            WaitSettings settings, boolean resumed, WaitState state, ApiFailure failure, Instant now, double jitter) {
        return switch (failure.kind()) {
            case UNAUTHORIZED, TOKEN_REFUSED ->
                state.renewed()
                        ? new Decision.Fail(WaitFailure.Reason.NOT_AUTHORIZED)
                        : new Decision.RenewToken(state.afterRenewal());
            case FORBIDDEN -> afterRefusal(settings, resumed, state, failure, WaitFailure.Reason.NOT_AUTHORIZED, now);
            case INVALID_REQUEST, OPERATION_NOT_FOUND, REDIRECTED, REFUSED, TOKEN_ENDPOINT_NOT_FOUND ->
                afterRefusal(settings, resumed, state, failure, WaitFailure.Reason.REFUSED, now);
            case RUN_NOT_FOUND -> afterRunNotFound(settings, resumed, state, failure, now, jitter);
            case THROTTLED -> new Decision.AskAgain(now.plus(pause(failure, settings)), state.afterSignOfLife(now));
            case UNAVAILABLE, UNREACHABLE, NOT_A_RUN, TOKEN_UNAVAILABLE, PROXY_UNAVAILABLE ->
                afterNoUse(settings, state, failure, now, jitter);
            case PROXY_REFUSED, TRUST_STORE_UNUSABLE -> new Decision.Fail(WaitFailure.Reason.CONNECTION);
            case CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_FOR_OTHER_HOST,
                    TLS_HANDSHAKE_FAILED,
                    NOT_TLS -> afterTlsFailure(settings, state.afterConnectionFailure(), failure, now, jitter);
        };
    }

    /**
     * Where the run was found before, the servers behind the API may differ for a moment: the patience begins again. So it
     * does after a restart.
     */
    private static Decision afterRunNotFound(
            WaitSettings settings, boolean resumed, WaitState before, ApiFailure failure, Instant now, double jitter) {
        WaitState state = before.afterMiss(now);
        Instant begun = isMidWait(resumed, state) ? state.missedAt() : state.begun();
        Instant end = begun.plus(settings.notFoundGrace());
        if (!now.isBefore(end)) {
            return new Decision.Fail(WaitFailure.Reason.REFUSED);
        }
        Duration interval = Pacing.interval(settings, RunHistory.NONE, null, begun, now, jitter);
        Duration asked = asked(failure, settings);
        Instant next = now.plus(Collections.max(List.of(interval, asked)));
        return new Decision.AskAgain(next.isAfter(end) ? end : next, state);
    }

    /**
     * One odd response does not end a wait that may still succeed: after good responses every refusal gets a second look,
     * and before them those that are known to pass.
     */
    private static Decision afterRefusal(
            WaitSettings settings,
            boolean resumed,
            WaitState before,
            ApiFailure failure,
            WaitFailure.Reason reason,
            Instant now) {
        WaitState state = before.afterRefusal(now);
        Instant next = state.refusedAt().plus(SECOND_LOOK);
        Instant last = deadline(settings, resumed, state);
        boolean looked = before.refusedAt() != null && !now.isBefore(next.isAfter(last) ? last : next);
        return looked || !(isMidWait(resumed, state) || failure.mayPass())
                ? new Decision.Fail(reason)
                : new Decision.AskAgain(next, state);
    }

    /** After a restart, what was answered before is not known any more: the wait is treated as if there had been good responses. */
    static boolean isMidWait(boolean resumed, WaitState state) {
        return state.answered() || resumed;
    }

    /** A token endpoint that is not asked again before a while has had one attempt, however many waits hear of it. */
    private static Decision afterTlsFailure(
            WaitSettings settings, WaitState state, ApiFailure failure, Instant now, double jitter) {
        if (state.connectionFailures() >= CONNECTION_ATTEMPTS) {
            return new Decision.Fail(WaitFailure.Reason.CONNECTION);
        }
        Duration own = Pacing.backOff(settings, state.connectionFailures(), jitter);
        return new Decision.AskAgain(now.plus(Collections.max(List.of(own, asked(failure, settings)))), state);
    }

    private static Decision afterNoUse(
            WaitSettings settings, WaitState before, ApiFailure failure, Instant now, double jitter) {
        Instant end = before.lastSignOfLife().plus(settings.giveUpAfter());
        WaitState state = before.afterFailure();
        if (!now.isBefore(end)) {
            if (before.failures() > 0) {
                return new Decision.Fail(WaitFailure.Reason.GAVE_UP);
            }
            // The API was not silent, it was not polled, say after a long Retry-After: the window begins here.
            state = before.afterSignOfLife(now).afterFailure();
            end = now.plus(settings.giveUpAfter());
        }
        Instant permitted = now.plus(asked(failure, settings));
        Instant next =
                Collections.max(List.of(now.plus(Pacing.backOff(settings, state.failures(), jitter)), permitted));
        Duration asked = failure.retryAfter();
        if (asked != null && shorter(asked, LONGEST_PAUSE).compareTo(settings.giveUpAfter()) > 0) {
            // Until then the API asked for silence: the window begins when that has ended.
            return new Decision.AskAgain(next, state.afterSignOfLife(next));
        }
        return new Decision.AskAgain(next.isAfter(end) ? Collections.max(List.of(end, permitted)) : next, state);
    }
}
