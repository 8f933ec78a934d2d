package io.jenkins.plugins.synchronization.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the simulated API plays: runs as a site's model might have them, night after night. */
final class Scenarios {

    /** A run of 40 tasks that never gets beyond its 25th. */
    static final String RUNNING = """
            name: running
            connection: storage
            states: [{state: Executing, phase: ReferenceFile, for: 24h}]
            result: Success
            jobs:
              - {connectorType: DWG, starts: 0s, finishes: 1s, generate: {count: 24, failEvery: 8,
                 error: {errorCode: TAE_BRG_1000, message: Failed to process the file., description: The file has no model to read., canUserFix: true}}}
              - connectorType: REVIT
                tasks:
                  - {name: Tower-A-Structure.rvt, starts: 0s, finishes: never}
                  - {name: Tower-A-Interior.rvt, starts: 20h, finishes: never}
              - {connectorType: IFC, starts: 20h, finishes: 21h, generate: {count: 14}}
            """;

    /** 100,000 tasks of four connectors, some of which failed. Those of the first have names: more are not listed. */
    static final String HUGE = """
            name: huge
            connection: storage
            connectionId: archive
            states: [{state: Executing, for: 0s}]
            result: PartialSuccess
            error: {errorKey: SomeTasksFailed, description: '2,060 of 100,000 files could not be synchronized.'}
            jobs:
              - {connectorType: REVIT, generate: {count: 2000, failEvery: 20, skipEvery: 7, error: &broken {errorCode: TAE_BRG_1000, message: Failed to process the file., canUserFix: true}}}
              - {connectorType: DWG, generate: {count: 40000, failEvery: 50, error: *broken}}
              - {connectorType: IFC, generate: {count: 40000, failEvery: 50, error: *broken}}
              - {connectorType: MSTN, generate: {count: 18000, failEvery: 50, error: *broken}}
            """;

    /** Nothing had to be done. */
    static final String EMPTY = """
            name: empty
            connection: storage
            states: [{state: Queued, for: 0s}]
            result: Success
            """;

    private static final Map<String, List<String>> FILES = Map.of(
            "DWG",
            List.of(
                    "Site-Survey-2026.dwg",
                    "Site-Utilities-Existing.dwg",
                    "Site-Drainage.dwg",
                    "Site-Access-Road-North.dwg"),
            "IFC",
            List.of("Plant-Archive-2025.ifc", "Plant-Pump-House.ifc", "Plant-Pipe-Rack-East.ifc"),
            "REVIT",
            List.of(
                    "Tower-A-Architecture.rvt",
                    "Tower-A-Structure.rvt",
                    "Tower-B-Architecture.rvt",
                    "Tower-B-Interior.rvt",
                    "Tower-B-Structure.rvt"));
    private static final Map<String, String> TROUBLES = Map.of(
            "Site-Utilities-Existing.dwg",
            error(
                    "TAE_BRG_1000",
                    "Failed to process the file.",
                    "The file is damaged. Open it, audit it, and save it.",
                    true),
            "Plant-Pump-House.ifc",
            error("TAE_BRG_1000", "Failed to process the file.", "The file is damaged. Export it again.", true),
            "Tower-B-Interior.rvt",
            error("TAE_DWL_0417", "The file could not be downloaded.", "Somebody has checked out the file.", true),
            "Tower-A-Structure.rvt",
            error("TAE_SRV_0003", "The connector ended unexpectedly.", "Bentley has been told. Run it again.", false));

    private Scenarios() {}

    /** A run of twelve files by three connectors, on a night of November 2026, in which some fail. */
    static String night(int day, String result, String... failed) {
        List<String> broken = List.of(failed);
        Instant start = Instant.parse("2026-11-%02dT02:00:00Z".formatted(day));
        String jobs = List.of("DWG", "IFC", "REVIT").stream()
                .map(connector -> job(connector, start, broken, result))
                .collect(Collectors.joining("\n"));
        String error = broken.isEmpty()
                ? ""
                : "error: {errorKey: SomeTasksFailed, description: %d of 12 files could not be synchronized.}\n"
                        .formatted(broken.size());
        return """
                name: night
                connection: storage
                states: [{state: Executing, phase: ReferenceFile, for: 0s}]
                startDateTime: %s
                endDateTime: %s
                result: %s
                %sjobs:
                %s
                """.formatted(quoted(start), quoted(start.plus(length(day))), result, error, jobs);
    }

    private static Duration length(int day) {
        return Duration.ofSeconds(600 + 37L * (day * 7 % 11));
    }

    private static String job(String connector, Instant start, List<String> broken, String result) {
        Instant begin = start.plusSeconds(20 + Math.floorMod(connector.hashCode(), 3) * 60L);
        StringBuilder tasks = new StringBuilder();
        Instant next = begin;
        for (String file : FILES.get(connector)) {
            Instant end = next.plusSeconds(40 + Math.floorMod(file.hashCode(), 70));
            tasks.append("      - {name: ")
                    .append(file)
                    .append(", startDateTime: ")
                    .append(quoted(next))
                    .append(", endDateTime: ")
                    .append(quoted(end))
                    .append(
                            broken.contains(file)
                                    ? ", result: Error, error: " + TROUBLES.get(file)
                                    : fine(file, result))
                    .append("}\n");
            next = next.plusSeconds(Math.floorMod(file.hashCode(), 45) + 10);
        }
        return "  - connectorType: %s\n    startDateTime: %s\n    endDateTime: %s\n    tasks:\n%s"
                .formatted(connector, quoted(begin), quoted(next.plusSeconds(110)), tasks);
    }

    private static String fine(String file, String result) {
        if (result.equals("Canceled") && file.startsWith("Tower")) {
            return ", result: Canceled";
        }
        return file.endsWith("Survey-2026.dwg")
                ? ", synchronizationReport: {suggestedAction: Warning, message: Layers without a name, totalErrorsCount: 0,"
                        + " totalWarningsCount: 20, totalOtherIssuesCount: 3}"
                : "";
    }

    private static String error(String code, String message, String description, boolean canUserFix) {
        return "{errorCode: %s, message: %s, description: '%s', system: Connector, kbArticleLink: 'https://example.org/kb/%s', canUserFix: %s}"
                .formatted(code, message, description, code, canUserFix);
    }

    private static String quoted(Instant instant) {
        return "'" + instant + "'";
    }
}
