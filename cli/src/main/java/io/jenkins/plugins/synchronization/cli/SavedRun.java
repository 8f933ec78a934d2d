package io.jenkins.plugins.synchronization.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Input of {@code report} as a response to "get run": other tools also save a run without its envelope
 * {@code {"run":…}}, lists of runs, and UTF-16. Only the beginning is read ahead; lists and UTF-16 go through a temporary
 * file.
 */
final class SavedRun {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> FIELDS_OF_RUN =
            Set.of("id", "connectionId", "startDateTime", "endDateTime", "phase", "state", "result", "jobs");
    private static final int HEAD = 64 << 10;
    private static final int MAX_IDS = 10;
    private static final int MAX_ID = 60;

    /** A list of no run or several runs, or a broken list. The message says which. */
    static final class NotOneRunException extends IOException {
        private static final long serialVersionUID = 1;

        private NotOneRunException(String message) {
            super(message);
        }
    }

    private enum Shape {
        RESPONSE,
        RUN,
        LIST
    }

    private SavedRun() {}

    /**
     * Opens the run.
     *
     * @param in the input, not closed
     * @param temporary an existing folder for temporary files
     * @return UTF-8 for {@link RunReader}, which also reports what is not a run
     * @throws NotOneRunException if the input is a list of no run or several runs
     */
    static InputStream open(InputStream in, Path temporary) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            Path file = Files.createTempFile(temporary, "utf8", null);
            try (Writer to = Files.newBufferedWriter(file)) {
                new InputStreamReader(joined(head, in), StandardCharsets.UTF_16).transferTo(to);
            }
            return open(Files.newInputStream(file), temporary);
        }
        byte[] text = startsWith(head, 0xEF, 0xBB, 0xBF) ? Arrays.copyOfRange(head, 3, head.length) : head;
        InputStream all = joined(text, in);
        return switch (shape(text)) {
            case RESPONSE -> all;
            case RUN -> joined(ascii("{\"run\":"), joined(all, ascii("}")));
            case LIST -> open(onlyRun(all, temporary), temporary);
        };
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Shape shape(byte[] head) throws IOException {
        boolean hasFieldOfRun = false;
        try (JsonParser json = JSON.createParser(head)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return Shape.LIST;
            }
            while (first == JsonToken.START_OBJECT && json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                hasFieldOfRun |= FIELDS_OF_RUN.contains(name);
                JsonToken value = json.nextToken();
                if (name.equals("run") || (name.equals("runs") && value == JsonToken.START_ARRAY)) {
                    return name.equals("run") ? Shape.RESPONSE : Shape.LIST;
                }
                json.skipChildren();
            }
        } catch (JacksonException | CharConversionException brokenOrLongerThanTheHead) {
            return hasFieldOfRun ? Shape.RUN : Shape.RESPONSE;
        }
        return hasFieldOfRun ? Shape.RUN : Shape.RESPONSE;
    }

    /** Copies the only run of a list into a file, and opens that. */
    private static InputStream onlyRun(InputStream list, Path temporary) throws IOException {
        Path file = Files.createTempFile(temporary, "run", null);
        List<String> ids = new ArrayList<>();
        int runs = 0;
        try (JsonParser json = JSON.createParser(list)) {
            for (JsonToken token = json.nextToken(); token != JsonToken.START_ARRAY; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && !json.currentName().equals("runs")) {
                    json.nextToken();
                    json.skipChildren();
                }
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                runs++;
                if (runs == 1) {
                    try (JsonGenerator copy = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
                        copy.copyCurrentStructure(json);
                    }
                } else if (ids.size() < MAX_IDS) {
                    ids.add(id(json));
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException broken) {
            throw new NotOneRunException(
                    "The list " + UnusableTextException.of(broken).getMessage());
        }
        if (runs != 1) {
            throw new NotOneRunException(runs == 0 ? "The list has no runs" : several(file, temporary, ids, runs));
        }
        return Files.newInputStream(file);
    }

    private static String several(Path first, Path temporary, List<String> others, int runs) throws IOException {
        List<String> ids = new ArrayList<>();
        try (InputStream in = Files.newInputStream(first)) {
            ids.add(shown(RunReader.summary(open(in, temporary)).run().id()));
        }
        ids.addAll(others.subList(0, Math.min(others.size(), MAX_IDS - 1)));
        return "The list has " + runs + " runs, but a report describes a single run: " + String.join(", ", ids)
                + (runs > ids.size() ? ", …" : "");
    }

    /** Reads one run of the list to its end; returns its ID for messages. */
    private static String id(JsonParser json) throws IOException {
        String id = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("run") && value == JsonToken.START_OBJECT) {
                id = id(json);
            } else if (name.equals("id") && value == JsonToken.VALUE_STRING) {
                id = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return shown(id);
    }

    private static String shown(String id) {
        return id == null ? "(no ID)" : Sanitizer.oneLine(id, MAX_ID);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static InputStream joined(byte[] first, InputStream second) {
        return new SequenceInputStream(new ByteArrayInputStream(first), second);
    }

    private static InputStream joined(InputStream first, byte[] second) {
        return new SequenceInputStream(first, new ByteArrayInputStream(second));
    }
}
