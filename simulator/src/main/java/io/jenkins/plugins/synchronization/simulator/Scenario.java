package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the simulator plays: a run with its states, jobs and tasks, the life of tokens, limits and troubles. Immutable.
 * The file format is described in {@code docs/simulator.md}.
 */
public final class Scenario {

    private static final List<String> SHIPPED = List.of(
            "success",
            "partial-success",
            "error",
            "canceled",
            "timed-out",
            "skipped",
            "throttled",
            "flaky",
            "token-expiry",
            "huge",
            "demo");

    private final String name;
    private final String description;
    private final Run run;
    private final ConnectionSetup connection;
    private final boolean strictAccept;
    private final TokenLife tokenLife;
    private final int perMinute;
    private final int perHour;
    private final List<Trouble> troubles;

    Scenario(
            String name,
            String description,
            Run run,
            ConnectionSetup connection,
            boolean strictAccept,
            TokenLife tokenLife,
            int perMinute,
            int perHour,
            List<Trouble> troubles) {
        this.name = name;
        this.description = description;
        this.run = run;
        this.connection = connection;
        this.strictAccept = strictAccept;
        this.tokenLife = tokenLife;
        this.perMinute = perMinute;
        this.perHour = perHour;
        this.troubles = List.copyOf(troubles);
    }

    /** The names of the scenarios that come with the simulator. */
    public static List<String> names() {
        return SHIPPED;
    }

    /** Loads one of {@link #names()}; an IllegalArgumentException for another name lists these. */
    public static Scenario named(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no scenario '" + name + "'. Available scenarios: " + String.join(", ", SHIPPED) + ".");
        }
        String resource = "scenarios/" + name + ".yaml";
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            return ScenarioReader.read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario " + resource + " cannot be read from the jar.", e);
        }
    }

    /**
     * Reads a user's scenario file, YAML or JSON in UTF-8.
     *
     * @throws IOException where the file cannot be read
     * @throws ScenarioException where its content is not a scenario
     */
    public static Scenario read(Path file) throws IOException {
        try {
            return ScenarioReader.read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ScenarioException(file.toString(), "", "The file is not UTF-8.", e);
        }
    }

    /**
     * Reads a scenario from a text.
     *
     * @param yamlOrJson the text; one that begins with a brace is taken for JSON
     * @throws ScenarioException where it is not a scenario
     */
    public static Scenario parse(String yamlOrJson) {
        return ScenarioReader.read("scenario", yamlOrJson);
    }

    /** The scenario's name, or an empty text where the file gives none. */
    public String name() {
        return name;
    }

    /** What happens in it, in a sentence, or an empty text. */
    public String description() {
        return description;
    }

    /** The id of the connection: 1 to 128 of {@code A-Za-z0-9_-}. */
    public String connectionId() {
        return run.connectionId();
    }

    /** The id of the run: 1 to 128 of {@code A-Za-z0-9_-}. */
    public String runId() {
        return run.id();
    }

    /** Whether the connection is a storage connection. */
    public boolean storage() {
        return run.kind() == ConnectionKind.STORAGE;
    }

    /** The time from the run's first request until it is completed, at speed 1. */
    public Duration length() {
        return run.end();
    }

    /** A manifest of the files of its run, with their names, as JSON: what starts a run of a manifest connection. */
    public String manifest() {
        return Manifest.of(run.files());
    }

    Run run() {
        return run;
    }

    ConnectionSetup connection() {
        return connection;
    }

    boolean strictAccept() {
        return strictAccept;
    }

    TokenLife tokenLife() {
        return tokenLife;
    }

    RequestLimits newLimits() {
        return new RequestLimits(perMinute, perHour);
    }

    List<Trouble> troubles() {
        return troubles;
    }
}
