package io.jenkins.plugins.synchronization.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** The files written from the response data of a run. */
final class FileOptions {

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report, a single HTML file.")
    private Path html;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the tasks as CSV (RFC 4180).")
    private Path csv;

    @Option(names = "--badge", paramLabel = "FILE", description = "Write the outcome as a badge (SVG).")
    private Path badge;

    /** The files given; a new map. */
    Map<FileKind, Path> wanted() {
        Map<FileKind, Path> wanted = new EnumMap<>(FileKind.class);
        wanted.put(FileKind.HTML, html);
        wanted.put(FileKind.CSV, csv);
        wanted.put(FileKind.BADGE, badge);
        wanted.values().removeIf(Objects::isNull);
        return wanted;
    }
}
