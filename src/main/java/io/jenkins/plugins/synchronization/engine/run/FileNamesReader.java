package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;

/**
 * Reads names from JSON by streaming: {@code {"ID": "name"}} or {@code {"ID": {"name", "relativePath"}}}, and lists of files as
 * manifests and the API have them. What says nothing about names is skipped.
 */
final class FileNamesReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser json;
    private final FileNames.Builder names = new FileNames.Builder();
    private String next;

    private FileNamesReader(JsonParser json) {
        this.json = json;
    }

    /** Reads one value to its end; the reader is not closed. */
    static SourceFileList read(Reader text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            FileNamesReader reader = new FileNamesReader(json);
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                reader.whole();
            } else if (first == JsonToken.START_ARRAY) {
                reader.files();
            }
            return new SourceFileList(reader.names.build(), reader.next);
        }
    }

    private void whole() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            switch (json.nextToken()) {
                case VALUE_STRING -> names.add(field, json.getText(), null);
                case START_ARRAY -> {
                    if (field.equals("sourceFiles")) {
                        files();
                    } else {
                        json.skipChildren();
                    }
                }
                case START_OBJECT -> {
                    if (field.equals("_links")) {
                        links();
                    } else {
                        file(field);
                    }
                }
                default -> {
                    // Numbers and nulls name no file.
                }
            }
        }
    }

    private void files() throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                file(null);
            } else {
                json.skipChildren();
            }
        }
    }

    /** A file: where a list has it, under the ID that tasks have for it; else under the given one. */
    private void file(String givenId) throws IOException {
        String id = null;
        String taskId = givenId;
        String name = null;
        String lastKnownName = null;
        String relativePath = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = text();
                case "storageFileId", "sourceFileId" -> {
                    String text = text();
                    taskId = taskId == null ? text : taskId;
                }
                case "name" -> name = text();
                case "lastKnownFileName" -> lastKnownName = text();
                case "relativePath" -> relativePath = text();
                case "children" -> {
                    if (json.currentToken() == JsonToken.START_ARRAY) {
                        files();
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
        names.add(taskId == null ? id : taskId, lastKnownName == null ? name : lastKnownName, relativePath);
    }

    private void links() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT && field.equals("next")) {
                link();
            } else {
                json.skipChildren();
            }
        }
    }

    private void link() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("href")) {
                next = text();
            } else {
                json.skipChildren();
            }
        }
    }

    private String text() throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }
}
