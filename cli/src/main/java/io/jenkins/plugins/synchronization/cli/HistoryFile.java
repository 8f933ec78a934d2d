package io.jenkins.plugins.synchronization.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.polling.RunHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long earlier runs took, by connection, in a file that a wait reads at its beginning and adds to at its end:
 * {@code {"connection": [{"run": "ID", "seconds": 412.5}]}}, the latest run last. A history that cannot be used never fails
 * a wait, and a file that is none is never overwritten.
 */
final class HistoryFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LARGEST = 4 << 20;
    private static final int MAX_CONNECTIONS = 1000;

    private record Entry(String run, double seconds) {
        Duration duration() {
            return Duration.ofMillis(Math.round(seconds * 1000));
        }
    }

    private final Path path;
    private final OutputFile file;

    /** Checks that the file can be written; throws an exception if not. */
    HistoryFile(Path path) throws UsageException, OutputException {
        this.path = path;
        file = new OutputFile(path);
        if (file.isStandardOutput()) {
            throw new UsageException("--history must be a file");
        }
    }

    /** The earlier runs of a connection; none if the file cannot be used, which is reported. */
    RunHistory of(RunAddress address, Consumer<String> problems) {
        try {
            return RunHistory.of(read().getOrDefault(address.connectionId(), List.of()).stream()
                    .map(Entry::duration)
                    .toList());
        } catch (IOException unusable) {
            problems.accept(problem(unusable));
            return RunHistory.NONE;
        }
    }

    /** Adds a completed run. What is in the file by now, perhaps from another wait, stays; an error is reported. */
    void add(RunAddress address, Duration duration, Path temporary, Consumer<String> problems) {
        Map<String, List<Entry>> connections;
        try {
            connections = read();
        } catch (IOException unusable) {
            problems.accept(problem(unusable));
            return;
        }
        List<Entry> entries = connections.remove(address.connectionId());
        List<Entry> latest = entries == null ? new ArrayList<>() : entries;
        latest.removeIf(entry -> address.runId().equals(entry.run()));
        latest.add(new Entry(address.runId(), duration.toMillis() / 1000.0));
        connections.put(
                address.connectionId(), latest.subList(Math.max(0, latest.size() - RunHistory.LIMIT), latest.size()));
        Iterator<String> oldest = connections.keySet().iterator();
        while (connections.size() > MAX_CONNECTIONS) {
            oldest.next();
            oldest.remove();
        }
        try {
            write(connections, temporary);
        } catch (IOException cannot) {
            problems.accept(
                    cannot instanceof OutputException
                            ? cannot.getMessage()
                            : new OutputException(path, FileProblem.of(cannot)).getMessage());
        } finally {
            file.discard();
        }
    }

    private String problem(IOException unusable) {
        return unusable instanceof JsonProcessingException || unusable instanceof CharacterCodingException
                ? path + " is not a history of runs. It is neither used nor changed; delete it to start a new one."
                : "Cannot read the history " + path + ": " + FileProblem.of(unusable);
    }

    private Map<String, List<Entry>> read() throws IOException {
        Map<String, List<Entry>> connections = new LinkedHashMap<>();
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException noneYet) {
            return connections;
        }
        // Jackson 2 lets bytes 0xFF pass in a name that is otherwise like one that it has read before.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
        try (JsonParser json = JSON.createParser(text)) {
            if (content.length > 0) {
                expect(json, json.nextToken(), JsonToken.START_OBJECT);
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                expect(json, json.nextToken(), JsonToken.START_ARRAY);
                connections.put(name, entries(json));
            }
            expect(json, json.nextToken(), null);
        }
        return connections;
    }

    private static List<Entry> entries(JsonParser json) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json, json.currentToken(), JsonToken.START_OBJECT);
            String run = null;
            double seconds = 0;
            boolean isEntry = false;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                isEntry |= name.equals("run") || name.equals("seconds");
                if (name.equals("run")) {
                    run = json.getValueAsString();
                } else if (name.equals("seconds") && value.isNumeric()) {
                    seconds = json.getDoubleValue();
                } else {
                    json.skipChildren();
                }
            }
            require(isEntry, json);
            entries.add(new Entry(run, seconds));
        }
        return entries;
    }

    private static void expect(JsonParser json, JsonToken token, JsonToken expected) throws IOException {
        require(token == expected, json);
    }

    private static void require(boolean history, JsonParser json) throws IOException {
        if (!history) {
            throw new JsonParseException(json, "not a history");
        }
    }

    private void write(Map<String, List<Entry>> connections, Path temporary) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(file.open(temporary))) {
            json.writeStartObject();
            for (Map.Entry<String, List<Entry>> connection : connections.entrySet()) {
                json.writeRaw("\n");
                json.writeArrayFieldStart(connection.getKey());
                for (Entry entry : connection.getValue()) {
                    json.writeStartObject();
                    json.writeStringField("run", entry.run());
                    json.writeNumberField("seconds", entry.seconds());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeRaw("\n");
        }
        file.publish(System.out);
    }
}
