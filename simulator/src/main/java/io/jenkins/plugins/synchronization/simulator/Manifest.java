package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.synchronization.simulator.script.SourceFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;

/** The manifest that starts a run: an object whose {@code sourceFiles} each have an {@code id}. */
final class Manifest {

    private static final JsonFactory JSON = new JsonFactory();

    private Manifest() {}

    /** The manifest of some files. */
    static String of(Collection<SourceFile> files) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("sourceFiles");
            for (SourceFile file : files) {
                json.writeStartObject();
                json.writeStringField("id", file.id());
                json.writeStringField("action", "bridge");
                if (file.name() != null) {
                    json.writeStringField("name", file.name());
                }
                if (file.connectorType() != null) {
                    json.writeStringField("connectorType", file.connectorType());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail.", e);
        }
        return text.toString();
    }

    /** What is wrong with a manifest: the property, or null where nothing is. */
    static String mistake(byte[] manifest) {
        boolean files = false;
        try (JsonParser json = JSON.createParser(manifest)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "sourceFiles";
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("sourceFiles")) {
                    files = json.currentToken() == JsonToken.START_ARRAY;
                    if (files && !eachHasId(json)) {
                        return "sourceFiles.id";
                    }
                }
                json.skipChildren();
            }
            return files && json.nextToken() == null ? null : "sourceFiles";
        } catch (IOException e) {
            return "sourceFiles";
        }
    }

    private static boolean eachHasId(JsonParser json) throws IOException {
        boolean all = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean id = false;
            if (json.currentToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    id |= json.nextToken() == JsonToken.VALUE_STRING && name.equals("id");
                    json.skipChildren();
                }
            }
            json.skipChildren();
            all &= id;
        }
        return all;
    }
}
