package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads the values of fields, whatever kind of JSON they turn out to be: the API's bodies have nulls anywhere, and a
 * value of another kind than expected counts as missing. Each method is called on a field's value and leaves the parser
 * on its last token.
 */
final class Fields {

    private final JsonParser json;
    private final BodyInput input;

    Fields(JsonParser json, BodyInput input) {
        this.json = json;
        this.input = input;
    }

    /** Whether the value is an object, to be entered; anything else is passed over. */
    boolean isObject() throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        json.skipChildren();
        return false;
    }

    /** Whether the value is an array, to be entered; anything else is passed over. */
    boolean isArray() throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            return true;
        }
        json.skipChildren();
        return false;
    }

    /** Text, number or truth value as text, cut at {@link RunReader#MAX_TEXT} bytes; null for anything else. */
    String text() throws IOException {
        if (!loadText()) {
            return null;
        }
        String text = json.getText();
        return input.endText() ? cut(text) : text;
    }

    private static String cut(String text) {
        int end = text.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + RunReader.CUT_MARK;
    }

    /** A text that is not blank, or null. */
    String filledText() throws IOException {
        String text = text();
        return text == null || text.isBlank() ? null : text;
    }

    /** A name of a list; where a field comes twice, the first name counts. */
    <E extends Enum<E> & ApiTerm> Term<E> term(Term<E> before, Class<E> list) throws IOException {
        Term<E> term = Term.of(list, text());
        return before.isAbsent() ? term : before;
    }

    /** Counts the value's name without making a String of it; returns whether there is one. */
    <E extends Enum<E> & ApiTerm> Term<E> count(Tally.Counter<E> counter) throws IOException {
        if (!loadText()) {
            return null;
        }
        char[] buffer = json.getTextCharacters();
        if (input.endText()) {
            return counter.addIfNamed(cut(json.getText()));
        }
        return counter.addIfNamed(buffer, json.getTextOffset(), json.getTextLength());
    }

    Instant time() throws IOException {
        return ApiTime.parse(text());
    }

    /** A whole number, or null; a text with digits counts as well. */
    Long number() throws IOException {
        String text = text();
        if (text == null || text.length() > 20) {
            return null;
        }
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException notWhole) {
            return null;
        }
    }

    /** A count: 0 for anything that is none. */
    long count() throws IOException {
        Long number = number();
        return number == null || number < 0 ? 0 : number;
    }

    Boolean truth() throws IOException {
        String text = text();
        if ("true".equalsIgnoreCase(text)) {
            return Boolean.TRUE;
        }
        return "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    private boolean loadText() throws IOException {
        if (!json.currentToken().isScalarValue()) {
            json.skipChildren();
            return false;
        }
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            input.beginText();
        }
        return true;
    }
}
