package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of a connection's list of runs. Whole runs, tasks included, may be in it: they are passed over while they are read.
 *
 * @param runs the runs that have an ID, in the list's order
 * @param entries how many there are with those that have none, 0 or more
 * @param hasNext whether another page follows, or null where the list has no links that could say so
 */
public record RunList(List<ListedRun> runs, int entries, Boolean hasNext) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_RUNS = 10_000;
    private static final int MAX_ID = 128;

    /** Copies the list. */
    public RunList {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a response: {@code {"runs": […], "_links": {"next": {"href": …}}}}.
     *
     * @throws NotARunException if it is not a list of runs
     * @throws IOException if it cannot be read
     */
    public static RunList read(InputStream body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            Reader reader = new Reader(json);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw not("response.runs", json);
            }
            reader.readList();
            return new RunList(reader.runs, reader.entries, reader.hasNext);
        } catch (JacksonException notJson) {
            throw NotARunException.of(notJson, RunReader.place(notJson.getLocation(), 0));
        }
    }

    /**
     * Reads the link to the newest run from a connection: {@code {"connection": {"_links": {"lastRun": {"href": …}}}}}.
     *
     * @return the link as it came, or null where there is none
     * @throws NotARunException if it is not a connection
     * @throws IOException if it cannot be read
     */
    public static String lastRunOf(InputStream connection) throws IOException {
        try (JsonParser json = JSON.createParser(connection)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw not("response.connection", json);
            }
            return new Reader(json).href("lastRun");
        } catch (JacksonException notJson) {
            throw NotARunException.of(notJson, RunReader.place(notJson.getLocation(), 0));
        }
    }

    private static NotARunException not(String key, JsonParser json) {
        return new NotARunException(
                NotARunException.Reason.NO_RUN, new ReasonText(key), RunReader.place(json.currentTokenLocation(), 0));
    }

    private static final class Reader {
        private final JsonParser json;
        private final List<ListedRun> runs = new ArrayList<>();
        private boolean found;
        private int entries;
        private Boolean hasNext;

        private Reader(JsonParser json) {
            this.json = json;
        }

        private void readList() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("runs") && value == JsonToken.START_ARRAY) {
                    found = true;
                    readRuns();
                } else if (name.equals("_links") && value == JsonToken.START_OBJECT) {
                    String next = href("next");
                    hasNext = next != null && !next.isBlank();
                } else {
                    json.skipChildren();
                }
            }
            if (!found) {
                throw not("response.runs", json);
            }
        }

        private void readRuns() throws IOException {
            for (; json.nextToken() != JsonToken.END_ARRAY; entries++) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    json.skipChildren();
                    continue;
                }
                ListedRun run = readRun();
                if (run.id() != null && runs.size() < MAX_RUNS) {
                    runs.add(run);
                }
            }
        }

        private ListedRun readRun() throws IOException {
            String id = null;
            String state = null;
            String start = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                switch (name) {
                    case "id" -> id = isText && json.getTextLength() <= MAX_ID ? json.getText() : id;
                    case "state" -> state = isText ? json.getText() : state;
                    case "startDateTime" -> start = isText ? json.getText() : start;
                    default -> json.skipChildren();
                }
                json.skipChildren();
            }
            return new ListedRun(id, Term.of(ExecutionState.class, state), ApiTime.parse(start));
        }

        /** The address of a link in the object at hand, at whatever depth, or null; leaves the parser at its end. */
        private String href(String link) throws IOException {
            String href = null;
            boolean inLink = false;
            for (int depth = 1; depth > 0; ) {
                JsonToken token = json.nextToken();
                if (token == null) {
                    throw not("response.json", json);
                }
                if (token == JsonToken.START_OBJECT && link.equals(json.currentName())) {
                    inLink = true;
                } else if (inLink && token == JsonToken.VALUE_STRING && "href".equals(json.currentName())) {
                    href = json.getText();
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                    inLink = false;
                }
            }
            return href;
        }
    }
}
