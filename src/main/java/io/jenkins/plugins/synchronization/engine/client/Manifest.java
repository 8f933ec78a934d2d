package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The source files of a run of a manifest connection, as JSON. It is checked before it is sent, and sent byte for byte.
 */
public final class Manifest {

    /** The largest manifest in bytes: 16 MiB. */
    public static final int LARGEST = 16 << 20;

    /** No deeper than {@link FileNames} reads. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    private final byte[] bytes;

    private Manifest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The names of the files that are in it. */
    public FileNames fileNames() {
        return FileNames.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Checks a manifest.
     *
     * @param bytes JSON, not null; not copied
     * @throws IllegalArgumentException if it is larger than {@link #LARGEST}, or not an object in UTF-8 with an array
     *     {@code sourceFiles} of objects that have an {@code id} each; the message says which, and where
     */
    public static Manifest of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("is larger than 16 MiB");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            if (!(json instanceof UTF8StreamJsonParser)) {
                throw new IllegalArgumentException("is not JSON in UTF-8");
            }
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is not a JSON object");
            }
            check(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("has text after its end" + place(json));
            }
            return new Manifest(bytes);
        } catch (StreamConstraintsException tooMuch) {
            throw new IllegalArgumentException("is nested too deep, or has a number, name or text that is too long");
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "is not JSON: line " + notJson.getLocation().getLineNr() + ", column "
                            + notJson.getLocation().getColumnNr());
        } catch (IOException notText) {
            throw new IllegalArgumentException("is not JSON in UTF-8");
        }
    }

    private static void check(JsonParser json) throws IOException {
        boolean hasFiles = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isFiles = json.currentName().equals("sourceFiles");
            JsonToken value = json.nextToken();
            if (isFiles && value == JsonToken.START_ARRAY) {
                hasFiles = true;
                checkFiles(json);
            } else {
                json.skipChildren();
            }
        }
        if (!hasFiles) {
            throw new IllegalArgumentException("has no array sourceFiles");
        }
    }

    private static void checkFiles(JsonParser json) throws IOException {
        int number = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            number++;
            String where = place(json);
            if (json.currentToken() != JsonToken.START_OBJECT || !hasId(json)) {
                throw new IllegalArgumentException("has no id for source file " + number + where);
            }
        }
    }

    private static boolean hasId(JsonParser json) throws IOException {
        boolean found = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isId = json.currentName().equals("id");
            JsonToken value = json.nextToken();
            found |= isId && value == JsonToken.VALUE_STRING && !json.getText().isBlank();
            json.skipChildren();
        }
        return found;
    }

    private static String place(JsonParser json) {
        return " (line " + json.currentTokenLocation().getLineNr() + ", column "
                + json.currentTokenLocation().getColumnNr() + ")";
    }

    /** The manifest itself; not copied. */
    byte[] bytes() {
        return bytes;
    }
}
