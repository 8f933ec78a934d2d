package io.jenkins.plugins.synchronization.engine.wait;

import java.util.Locale;

/** Skeleton. */
public final class FailureText {
    private FailureText() {}

    public static String of(WaitFailure failure, Locale locale) {
        return failure.toString();
    }
}
