package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Checks the manifest that starts a run: an object whose {@code sourceFiles} each have an {@code id}. */
final class ManifestCheck {

    private static final JsonFactory JSON = new JsonFactory();

    private ManifestCheck() {}

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
