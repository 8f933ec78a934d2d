package io.jenkins.plugins.synchronization.engine.polling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What to do where a run is active for the iModel already, perhaps one of another connection. */
public enum IfActive {
    /** Take the active run as the result. */
    JOIN,
    /** Let the active run end, then start one. */
    WAIT,
    /** Fail. */
    FAIL;

    /** How jobs and options name it, in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name, in upper or lower case. */
    public static Optional<IfActive> of(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
