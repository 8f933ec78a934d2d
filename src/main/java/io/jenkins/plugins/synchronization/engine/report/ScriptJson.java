package io.jenkins.plugins.synchronization.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JSON (RFC 8259) for script elements: no text in it can end the element or begin a comment, since {@code <}, {@code >}
 * and {@code &} are written as escapes, and none has characters that are unfit to be shown.
 */
final class ScriptJson {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .characterEscapes(new Escapes())
            .rootValueSeparator((String) null)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private ScriptJson() {}

    /** Writes UTF-8 to a stream, which is not closed. */
    static JsonGenerator to(OutputStream out) throws IOException {
        return JSON.createGenerator(out);
    }

    /** Writes a text, or {@code null}. */
    static void text(JsonGenerator json, String text) throws IOException {
        json.writeString(Sanitizer.text(text));
    }

    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            "<>&".chars().forEach(character -> ascii[character] = ESCAPE_STANDARD);
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        /** Line breaks of JavaScript, which JSON does not escape. */
        @Override
        public SerializableString getEscapeSequence(int character) {
            boolean breaksLine = character == 0x2028 || character == 0x2029;
            return breaksLine ? new SerializedString("\\u" + Integer.toHexString(character)) : null;
        }
    }
}
