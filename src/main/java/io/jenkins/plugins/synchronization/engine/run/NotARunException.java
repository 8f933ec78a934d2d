package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * A response that is not the run, or the list, that was requested: HTML, another JSON, cut short, too large or nested too deeply.
 * The message says why in English, {@link #text} in the reader's language.
 */
public final class NotARunException extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong with the response. */
    public enum Reason {
        /** No JSON, or broken JSON; a response that is cut short ends here too. */
        NOT_JSON,

        /** JSON without an object {@code run}, or without the list that was requested. */
        NO_RUN,

        /** More bytes than a response may have, deeper than JSON of the API is nested, or a number too long. */
        TOO_LARGE
    }

    private final Reason reason;
    private final transient ReasonText place;
    private final transient ReasonText text;

    NotARunException(Reason reason, ReasonText what, ReasonText place) {
        super(at(what, place).toString());
        this.reason = reason;
        this.place = place;
        text = at(what, place);
    }

    private static ReasonText at(ReasonText what, ReasonText place) {
        return place == null ? what : new ReasonText("response.at", what, place);
    }

    /** The parser's own message is left out: it quotes the response, which is untrusted and may be long. */
    static NotARunException of(JacksonException broken, ReasonText place) {
        return broken instanceof StreamConstraintsException
                ? new NotARunException(Reason.TOO_LARGE, new ReasonText("response.limits"), place)
                : new NotARunException(Reason.NOT_JSON, new ReasonText("response.json"), place);
    }

    /** What is wrong, never null. */
    public Reason reason() {
        return reason;
    }

    /** Where it went wrong, such as {@code line 1, column 12}; null where the parser does not say. */
    public String place() {
        return place == null ? null : place.toString();
    }

    /** What is wrong and where. */
    public ReasonText text() {
        return text;
    }
}
