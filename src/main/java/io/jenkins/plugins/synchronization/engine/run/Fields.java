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

    /** Text, number or truth value as text, cut at {@link RunReader#MAX_TEXT} characters; null for anything else. */
    String text() throws IOException {
        if (!loadText()) {
            return null;
        }
        String text = json.getText();
        boolean cut = input.endText();
        if (!cut && text.length() <= RunReader.MAX_TEXT) {
            return text;
        }
        int end = Math.min(text.length(), RunReader.MAX_TEXT);
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

    <E extends Enum<E> & ApiTerm> Term<E> term(Class<E> list) throws IOException {
        return Term.of(list, text());
    }

    /** Counts the value's text without making a String of it. */
    <E extends Enum<E> & ApiTerm> boolean count(Tally.Counter<E> counter) throws IOException {
        if (!loadText()) {
            return false;
        }
        char[] buffer = json.getTextCharacters();
        input.endText();
        counter.add(buffer, json.getTextOffset(), Math.min(json.getTextLength(), RunReader.MAX_TEXT));
        return true;
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
