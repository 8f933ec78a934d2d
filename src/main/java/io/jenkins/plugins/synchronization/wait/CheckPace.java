package io.jenkins.plugins.synchronization.wait;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How often forms may ask the API: for each user one check at a time, 2 s apart and 10 a minute, and 30 a minute for all
 * of them.
 */
final class CheckPace {

    private static final Duration APART = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_IN_WINDOW = 30;
    private static final int MOST_OF_ONE_USER = 10;

    private record Check(String user, Instant begun) {}

    private final InstantSource time;
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Instant> last = new HashMap<>();
    private final Deque<Check> recent = new ArrayDeque<>();

    CheckPace(InstantSource time) {
        this.time = time;
    }

    /** Whether a check may begin. */
    enum Turn {
        /** It has begun: {@link #leave} must follow. */
        YES,
        /** The user's last check is still running, or ended a moment ago. */
        USER_IN_HASTE,
        /** The user, or all users together, have had too many. */
        TOO_MANY
    }

    /** Asks for a user's turn. */
    synchronized Turn enter(String user) {
        Instant now = time.instant();
        last.values().removeIf(begun -> !now.isBefore(begun.plus(APART)));
        while (!recent.isEmpty() && !now.isBefore(recent.peek().begun().plus(WINDOW))) {
            recent.remove();
        }
        if (busy.contains(user) || last.containsKey(user)) {
            return Turn.USER_IN_HASTE;
        }
        long own = recent.stream().filter(check -> check.user().equals(user)).count();
        if (own >= MOST_OF_ONE_USER || recent.size() >= MOST_IN_WINDOW) {
            return Turn.TOO_MANY;
        }
        busy.add(user);
        last.put(user, now);
        recent.add(new Check(user, now));
        return Turn.YES;
    }

    /** The user's check is completed. */
    synchronized void leave(String user) {
        busy.remove(user);
    }
}
