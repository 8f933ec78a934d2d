package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of files by the IDs that the API's tasks have for them. Immutable and bounded: names beyond
 * {@value #MAX_FILES} files or {@value #MAX_CHARACTERS} characters are left out, and their files are shown by ID.
 */
public final class FileNames {

    /** How many files can have a name. */
    public static final int MAX_FILES = 100_000;

    /** How many characters all IDs, names and paths can have together. */
    public static final int MAX_CHARACTERS = 16 << 20;

    /** No file has a name. */
    public static final FileNames NONE = new FileNames(Map.of());

    private static final int LONGEST_ID = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, FileName> names;

    private FileNames(Map<String, FileName> names) {
        this.names = names;
    }

    /** Takes names by file ID; those that are null, or have no visible character, are left out. */
    public static FileNames of(Map<String, String> names) {
        Builder builder = new Builder();
        names.forEach((id, name) -> builder.add(id, name, null));
        return builder.build();
    }

    /**
     * Reads names from the content of a file: a JSON object of names by ID, as {@link #toJson} writes it; a manifest, whose
     * {@code sourceFiles} and their {@code children} have names; a page of the API's list of source files; or CSV with ID, name
     * and perhaps a relative path in each line, with or without a header.
     *
     * @throws UnusableTextException if it is none of these; the message says where, begins with a verb, and does not repeat
     *     the content
     */
    public static FileNames parse(String content) {
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return FileNamesCsv.parse(text);
        }
        try {
            return FileNamesReader.read(new StringReader(text)).names();
        } catch (JacksonException broken) {
            throw UnusableTextException.of(broken);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /**
     * Reads what {@link #toJson} wrote, UTF-8.
     *
     * @throws IOException if it cannot be read, or is not JSON
     */
    public static FileNames read(InputStream json) throws IOException {
        Reader text = new InputStreamReader(json, StandardCharsets.UTF_8);
        return FileNamesReader.read(text).names();
    }

    /** The name of a file, or null where it has none or the ID is null. */
    public FileName get(String fileId) {
        return fileId == null ? null : names.get(fileId);
    }

    /** How many files have a name. */
    public int size() {
        return names.size();
    }

    /** Whether no file has a name. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** These names and others, which count where both have one for a file. */
    public FileNames with(FileNames others) {
        Builder builder = new Builder();
        others.names.forEach(builder::add);
        names.forEach(builder::add);
        return builder.build();
    }

    /** The names by ID, without paths. */
    public Map<String, String> toMap() {
        Map<String, String> withoutPaths = new LinkedHashMap<>();
        names.forEach((id, file) -> withoutPaths.put(id, file.name()));
        return withoutPaths;
    }

    /** A JSON object: the name for each ID, or an object of {@code name} and {@code relativePath} where there is a path. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, FileName> entry : names.entrySet()) {
                FileName file = entry.getValue();
                if (file.relativePath() == null) {
                    json.writeStringField(entry.getKey(), file.name());
                } else {
                    json.writeObjectFieldStart(entry.getKey());
                    json.writeStringField("name", file.name());
                    json.writeStringField("relativePath", file.relativePath());
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileNames others && names.equals(others.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.size() + " file names";
    }

    /** Collects names up to the limits; the first name of a file counts. */
    static final class Builder {

        private final Map<String, FileName> names = new LinkedHashMap<>();
        private int characters;

        /** Adds a name made of untrusted texts, any of which may be null. */
        void add(String id, String name, String relativePath) {
            if (isId(id) && !isFull()) {
                FileName file = FileName.of(name, relativePath);
                if (file != null) {
                    add(id, file);
                }
            }
        }

        /** Not {@code _links}, which is the API's, also in what is stored; nor with half a character, which no file can store. */
        private static boolean isId(String id) {
            return id != null
                    && !id.isBlank()
                    && id.length() <= LONGEST_ID
                    && !id.equals("_links")
                    && id.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }

        private void add(String id, FileName file) {
            if (!isFull() && names.putIfAbsent(id, file) == null) {
                characters += id.length() + file.length();
            }
        }

        private boolean isFull() {
            return names.size() >= MAX_FILES || characters >= MAX_CHARACTERS;
        }

        FileNames build() {
            return names.isEmpty() ? NONE : new FileNames(names);
        }
    }
}
