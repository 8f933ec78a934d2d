package io.jenkins.plugins.synchronization.engine.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
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
     * @throws UnusableTextException if it is larger than {@link #LARGEST}, or not an object in UTF-8 with an array
     *     {@code sourceFiles} of objects that have an {@code id} each; the message says which, and where
     */
    public static Manifest of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new UnusableTextException("manifest.size");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            if (!(json instanceof UTF8StreamJsonParser)) {
                throw new UnusableTextException("manifest.encoding");
            }
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnusableTextException("manifest.type");
            }
            check(json);
            if (json.nextToken() != null) {
                JsonLocation rest = json.currentTokenLocation();
                throw new UnusableTextException("manifest.end", rest.getLineNr(), rest.getColumnNr());
            }
            return new Manifest(bytes);
        } catch (JacksonException notJson) {
            throw UnusableTextException.of(notJson);
        } catch (IOException notText) {
            throw new UnusableTextException("manifest.encoding");
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
            throw new UnusableTextException("manifest.files");
        }
    }

    private static void checkFiles(JsonParser json) throws IOException {
        int number = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            number++;
            JsonLocation where = json.currentTokenLocation();
            if (json.currentToken() != JsonToken.START_OBJECT || !hasId(json)) {
                throw new UnusableTextException("manifest.id", number, where.getLineNr(), where.getColumnNr());
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

    /** The manifest itself; not copied. */
    byte[] bytes() {
        return bytes;
    }
}
