package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads the body of an answer to "get run" in one pass, by streaming: the memory used does not depend on the number of
 * tasks. Unknown fields and names, nulls, missing parts and fields in any order are accepted; {@code {"run":{}}} is a
 * run.
 *
 * <p>Bodies are UTF-8 JSON (RFC 8259). The streams that are handed in are not closed.
 */
public final class RunReader {

    /** Bodies with more bytes are refused: 512 MiB. */
    public static final long MAX_BYTES = 512L << 20;

    /** Texts that take more bytes in the body, as they are written there, are cut and end in {@link #CUT_MARK}: 64 Ki. */
    public static final int MAX_TEXT = 64 << 10;

    /** What a text ends in that was longer than {@link #MAX_TEXT}. */
    public static final String CUT_MARK = "… [64 KB]";

    /**
     * More than {@link BodyInput} lets through, and few, since Jackson keeps thousands of the names that it met. A name that was
     * shortened is none that anybody knows.
     */
    private static final int MAX_NAME = 4 * BodyInput.MAX_NAME;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(1000)
                    .maxStringLength(MAX_TEXT + 1)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private RunReader() {}

    /**
     * Reads the run and counts its jobs and tasks, without making an object for any task.
     *
     * @param body the body, not null
     * @param stateKnown receives the run's state as soon as it is read, perhaps before its tasks; may be null. Not called
     *     for a run without a state.
     * @throws NotARunException if the body is not a run
     * @throws IOException if the body cannot be read
     */
    public static RunSummary summary(InputStream body, Consumer<Term<ExecutionState>> stateKnown) throws IOException {
        return parse(body, null, null, FileNames.NONE, stateKnown);
    }

    /** The same as {@link #summary(InputStream, Consumer)} for callers that do not wait for the state. */
    public static RunSummary summary(InputStream body) throws IOException {
        return parse(body, null, null, FileNames.NONE, null);
    }

    /**
     * Reads the run, and hands each task and job to a visitor.
     *
     * @param body the body, not null
     * @param visitor receives tasks and jobs in the body's order, not null; also those that come before the place where
     *     a body turns out to be none
     * @return the run and its counts, never null
     * @throws NotARunException if the body is not a run
     * @throws IOException if the body cannot be read, or what the visitor throws
     */
    public static RunSummary read(InputStream body, TaskVisitor visitor) throws IOException {
        return parse(body, visitor, visitor, FileNames.NONE, null);
    }

    /**
     * The same as {@link #read(InputStream, TaskVisitor)} where the names of files are known: each task that is passed on has
     * its file's. This is the one place where names are applied.
     */
    public static RunSummary read(InputStream body, FileNames names, TaskVisitor visitor) throws IOException {
        return parse(body, visitor, visitor, names, null);
    }

    /** Reads the run and hands each job to a visitor, without making an object for any task; otherwise like {@link #read}. */
    public static RunSummary jobs(InputStream body, JobVisitor visitor) throws IOException {
        return parse(body, null, visitor, FileNames.NONE, null);
    }

    private static RunSummary parse(
            InputStream body,
            TaskVisitor tasks,
            JobVisitor jobs,
            FileNames names,
            Consumer<Term<ExecutionState>> stateKnown)
            throws IOException {
        BodyInput input = new BodyInput(body, MAX_BYTES, MAX_TEXT);
        JsonParser json = null;
        RunParser parser = null;
        try {
            json = createParser(input);
            parser = new RunParser(json, input, tasks, jobs, names, stateKnown);
            return parser.parse();
        } catch (JacksonException broken) {
            if (parser != null && parser.isVisiting()) {
                throw broken;
            }
            JsonLocation location = broken.getLocation() != null ? broken.getLocation() : json.currentLocation();
            throw NotARunException.of(broken, place(location, input.leftOut()));
        } finally {
            if (json != null) {
                json.close();
            }
        }
    }

    private static JsonParser createParser(BodyInput input) throws IOException {
        JsonParser json;
        try {
            json = JSON.createParser(input);
        } catch (CharConversionException oddWidth) {
            throw notUtf8();
        }
        if (!(json instanceof UTF8StreamJsonParser utf8)) {
            json.close();
            throw notUtf8();
        }
        input.locateTextsBy(() -> textStart(utf8));
        return json;
    }

    /** Called for each few thousand bytes: unlike a JsonLocation, this needs no object. */
    private static long textStart(UTF8StreamJsonParser json) {
        if (json.currentToken() == null) {
            return BodyInput.BEFORE_ANY_TOKEN;
        }
        return json.currentToken() == JsonToken.FIELD_NAME ? BodyInput.BEHIND_NAME : json.getTokenCharacterOffset();
    }

    private static NotARunException notUtf8() {
        return new NotARunException(
                NotARunException.Reason.NOT_JSON,
                new ReasonText("response.encoding"),
                new ReasonText("place.beginning"));
    }

    /** The place in the body; the parser has not counted what was left out of long texts. Null where there is no location. */
    static ReasonText place(JsonLocation location, long leftOut) {
        if (location == null) {
            return null;
        }
        return leftOut == 0
                ? new ReasonText("place", location.getLineNr(), Math.max(1, location.getColumnNr()))
                : new ReasonText("place.byte", location.getByteOffset() + leftOut);
    }
}
