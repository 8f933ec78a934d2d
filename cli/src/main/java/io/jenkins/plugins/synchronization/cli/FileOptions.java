package io.jenkins.plugins.synchronization.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The files that are made from the body of a run. */
final class FileOptions {

    @Option(names = "--html", paramLabel = "FILE", description = "Write the task report, one HTML file.")
    private Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the tasks as CSV (RFC 4180).")
    private Path csv;

    @Option(names = "--badge", paramLabel = "FILE", description = "Write the outcome as a badge, SVG.")
    private Path badge;

    /** The files that were asked for; a new map. */
    Map<FileKind, Path> wanted() {
        Map<FileKind, Path> wanted = new EnumMap<>(FileKind.class);
        put(wanted, FileKind.HTML, html);
        put(wanted, FileKind.CSV, csv);
        put(wanted, FileKind.BADGE, badge);
        return wanted;
    }

    private static void put(Map<FileKind, Path> wanted, FileKind kind, Path file) {
        if (file != null) {
            wanted.put(kind, file);
        }
    }
}
