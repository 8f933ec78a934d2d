package io.jenkins.plugins.synchronization.engine.run;

import java.io.IOException;

/** A body that is not a run of the API: HTML, another JSON, cut short, too large or nested too deep. */
public final class NotARunException extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong with the body. */
    public enum Reason {
        /** No JSON, or broken JSON; a body that is cut short ends here too. */
        NOT_JSON,

        /** JSON without an object {@code run}. */
        NO_RUN,

        /** More bytes than a body may have, deeper than JSON of the API is nested, or a number too long. */
        TOO_LARGE
    }

    private final Reason reason;
    private final String place;

    NotARunException(Reason reason, String what, String place) {
        super(what + " (" + place + ")");
        this.reason = reason;
        this.place = place;
    }

    /** What is wrong, never null. */
    public Reason reason() {
        return reason;
    }

    /** Where it went wrong, such as {@code line 1, column 12}; never null. */
    public String place() {
        return place;
    }
}
