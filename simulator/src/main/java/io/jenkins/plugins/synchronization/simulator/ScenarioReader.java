package io.jenkins.plugins.synchronization.simulator;

import io.jenkins.plugins.synchronization.simulator.script.ConnectionKind;
import io.jenkins.plugins.synchronization.simulator.script.FixedDates;
import io.jenkins.plugins.synchronization.simulator.script.Ids;
import io.jenkins.plugins.synchronization.simulator.script.Run;
import io.jenkins.plugins.synchronization.simulator.script.Step;
import io.jenkins.plugins.synchronization.simulator.script.UnsetDates;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns the sections of a scenario file into a scenario; see {@code docs/simulator.md} for every key. */
final class ScenarioReader {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    static final String ID_IN_WORDS = "1 to 128 letters, digits, '-' and '_'";

    private static final String DOCUMENTED_CONNECTION = "MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg";
    private static final String DOCUMENTED_RUN = "a1ecbdc8c4f6173004f9f881914a57c5511a362b";
    private static final List<String> STATES =
            List.of("NotStarted", "Idle", "WaitingToExecute", "WaitingToRetry", "Executing", "Finalizing", "Queued");
    private static final List<String> PHASES = List.of("Preprocessor", "MasterFile", "ReferenceFile");
    private static final List<String> RESULTS = List.of(
            "Undetermined", "Success", "Error", "PartialSuccess", "Skipped", "Canceled", "Cancelled", "TimedOut");

    private final Section root;
    private final boolean unknownValues;

    private ScenarioReader(Section root) {
        this.root = root;
        this.unknownValues = root.flag("unknownValues", false);
    }

    static Scenario read(String source, String text) {
        return new ScenarioReader(ScenarioText.read(source, text)).scenario();
    }

    private Scenario scenario() {
        TokenLife tokenLife = tokenLife(root.section("token"));
        int perMinute = 0;
        int perHour = 0;
        Section limits = root.section("limits");
        if (limits != null) {
            perMinute = limits.count("perMinute", 1, 1_000_000, 0);
            perHour = limits.count("perHour", 1, 1_000_000, 0);
            limits.refuseUnknownKeys();
        }
        Run run = run();
        Scenario scenario = new Scenario(
                root.text("name", ""),
                root.text("description", ""),
                run,
                connection(run.connectionId()),
                root.flag("strictAccept", false),
                tokenLife,
                perMinute,
                perHour,
                TroubleReader.read(root.sections("troubles"), run.kind()));
        root.refuseUnknownKeys();
        return scenario;
    }

    private Run run() {
        List<Step> states = states();
        String result = result(root, null);
        if (result == null) {
            throw root.mistake("result", "is missing; allowed: " + String.join(", ", RESULTS));
        }
        String connection = root.oneOf("connection", List.of("manifest", "storage"), "manifest");
        Section error = root.section("error");
        String unset = root.oneOf("unsetDates", List.of("year0001", "nulls", "absent", "mix"), "mix");
        Run withoutJobs = new Run(
                connection.equals("storage") ? ConnectionKind.STORAGE : ConnectionKind.MANIFEST,
                root.matching("connectionId", ID, ID_IN_WORDS, DOCUMENTED_CONNECTION),
                root.matching("runId", ID, ID_IN_WORDS, DOCUMENTED_RUN),
                states,
                result,
                JobReader.fields(error, fields -> JobReader.texts(error, fields, "errorKey", "description")),
                dates(root),
                UnsetDates.valueOf(unset.toUpperCase(Locale.ROOT)),
                null);
        List<Section> jobs = root.sections("jobs");
        return jobs == null ? withoutJobs : withoutJobs.withJobs(new JobReader(this, withoutJobs).read(jobs));
    }

    private ConnectionSetup connection(String connectionId) {
        String iModelId = root.matching("iModelId", ID, ID_IN_WORDS, ConnectionSetup.usualIModelId(connectionId));
        String iTwinId = root.matching("iTwinId", ID, ID_IN_WORDS, Ids.guid("iTwin of " + iModelId));
        String displayName = root.text("displayName", root.text("name", connectionId));
        Section starting = root.section("starting");
        if (starting == null) {
            return new ConnectionSetup(displayName, iModelId, iTwinId, Duration.ZERO, true, true);
        }
        ConnectionSetup setup = new ConnectionSetup(
                displayName,
                iModelId,
                iTwinId,
                starting.duration("takes", Duration.ZERO),
                starting.oneOf("location", List.of("url", "path"), "url").equals("url"),
                starting.oneOf("list", List.of("newestFirst", "oldestFirst"), "newestFirst")
                        .equals("newestFirst"));
        starting.refuseUnknownKeys();
        return setup;
    }

    private List<Step> states() {
        List<Section> sections = root.sections("states");
        if (sections == null || sections.isEmpty()) {
            throw root.mistake(
                    "states", "is missing; a run needs at least one state, such as {state: Executing, for: 5s}");
        }
        List<Step> steps = new ArrayList<>();
        for (Section section : sections) {
            String state = value(section, "state", STATES, null);
            Duration lasts = section.duration("for", null);
            if (state == null || lasts == null) {
                throw section.mistake(state == null ? "state" : "for", "is missing");
            }
            steps.add(new Step(state, value(section, "phase", PHASES, null), lasts));
            section.refuseUnknownKeys();
        }
        return steps;
    }

    private static TokenLife tokenLife(Section token) {
        if (token == null) {
            return TokenLife.USUAL;
        }
        long lives = token.integer(
                "livesSeconds", 1, 1_000_000, TokenLife.USUAL.lives().toSeconds());
        long says = token.integer("saysSeconds", 1, 1_000_000, lives);
        token.refuseUnknownKeys();
        return new TokenLife(Duration.ofSeconds(lives), Duration.ofSeconds(says), true);
    }

    /** The key {@code result}: one of the API's, unless the file asks for unknown values. */
    String result(Section section, String otherwise) {
        return value(section, "result", RESULTS, otherwise);
    }

    /** The keys {@code startDateTime} and {@code endDateTime}: dates to be said literally. */
    static FixedDates dates(Section section) {
        return new FixedDates(date(section, "startDateTime"), date(section, "endDateTime"));
    }

    private static String date(Section section, String key) {
        String date = section.text(key, null);
        try {
            if (date != null) {
                Instant.parse(date);
            }
            return date;
        } catch (DateTimeParseException e) {
            throw section.mistake(key, "is '" + date + "'; allowed: a date such as 2020-10-24T02:44:13.4109666Z");
        }
    }

    private String value(Section section, String key, List<String> known, String otherwise) {
        return unknownValues ? section.text(key, otherwise) : section.oneOf(key, known, otherwise);
    }
}
