package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.Serializable;
import java.util.Locale;

/**
 * A text that somebody gave cannot be used: an ID, a URL, a manifest, names of files, a token. The message says why in English,
 * {@link #in} in the reader's language; neither repeats the text.
 */
public final class UnusableTextException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String key;
    private final Serializable[] arguments;

    /**
     * Makes one.
     *
     * @param key a key of the bundle {@code Reasons}
     * @param arguments what is put in: a text, a number without separators, or an exception like this for its reason
     */
    public UnusableTextException(String key, Serializable... arguments) {
        super(new ReasonText(key, (Object[]) arguments).toString());
        this.key = key;
        this.arguments = arguments.clone();
    }

    /** Says where a text is no JSON. The parser's own message is left out, since it quotes the text. */
    public static UnusableTextException of(JacksonException notJson) {
        return notJson instanceof StreamConstraintsException
                ? new UnusableTextException("json.limits")
                : new UnusableTextException(
                        "json",
                        notJson.getLocation().getLineNr(),
                        notJson.getLocation().getColumnNr());
    }

    /** Why it cannot be used, without a full stop; English where there are no words in the language asked for. */
    public String in(Locale locale) {
        return new ReasonText(key, (Object[]) arguments).in(locale);
    }
}
