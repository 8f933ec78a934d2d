package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reports responses that were no use: a line for each kind of error and not for each retry, and one when it is over. */
final class TroubleLog {

    private static final Duration BETWEEN_SAME_TROUBLE = Duration.ofMinutes(10);
    private static final int MAX_TROUBLES = 50;

    private record Trouble(ApiFailure.Kind kind, int status, String code) {}

    /** Stands for the 429 of another wait. */
    private static final Trouble PAUSED = new Trouble(ApiFailure.Kind.THROTTLED, 0, null);

    private final String credentialName;
    private final Texts texts;
    private final InstantSource time;
    private final Consumer<String> lines;
    private final Map<Trouble, Instant> troubles = new HashMap<>();
    private Instant failingSince;
    private boolean mentioned;

    TroubleLog(String credentialName, Texts texts, InstantSource time, Consumer<String> lines) {
        this.credentialName = credentialName;
        this.texts = texts;
        this.time = time;
        this.lines = lines;
    }

    void trouble(ApiFailure failure, Instant next) {
        boolean refusedToken =
                failure.kind() == ApiFailure.Kind.UNAUTHORIZED || failure.kind() == ApiFailure.Kind.TOKEN_REFUSED;
        Instant now = time.instant();
        if (isDue(new Trouble(failure.kind(), failure.status(), failure.code()), now)) {
            String what = texts.describe(failure);
            String in = inTenths(now, next);
            if (refusedToken) {
                lines.accept(texts.get(next.isAfter(now) ? "log.renewalLater" : "log.renewal", what, credentialName));
            } else if (Texts.saysWhatToChange(failure)) {
                lines.accept(texts.get("log.troubleTodo", what, in, texts.todo(failure, credentialName)));
            } else {
                lines.accept(texts.get("log.trouble", what, in));
            }
            mentioned = mentioned || !refusedToken;
        }
        failingSince = failingSince == null ? now : failingSince;
    }

    void paused(Instant next) {
        Instant now = time.instant();
        if (isDue(PAUSED, now)) {
            lines.accept(texts.get("log.paused", Texts.time(next), inTenths(now, next)));
        }
    }

    private boolean isDue(Trouble trouble, Instant now) {
        Instant before = troubles.get(trouble);
        if (before != null && !hasPassed(BETWEEN_SAME_TROUBLE, before, now)) {
            return false;
        }
        if (troubles.size() >= MAX_TROUBLES) {
            troubles.clear();
        }
        troubles.put(trouble, now);
        return true;
    }

    /** Also where the clock was set back since: a line too many is better than none for hours. */
    static boolean hasPassed(Duration duration, Instant since, Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(duration));
    }

    /** A good response came. */
    void recovered() {
        if (mentioned) {
            lines.accept(texts.get("log.recovered", DurationWords.of(Duration.between(failingSince, time.instant()))));
        }
        mentioned = false;
        failingSince = null;
    }

    /** The next poll was set a moment before this is written: 999 ms are meant as a second. */
    private static String inTenths(Instant now, Instant nextPoll) {
        long millis = Duration.between(now, nextPoll).toMillis();
        return DurationWords.of(Duration.ofMillis(Math.round(millis / 100.0) * 100));
    }
}
