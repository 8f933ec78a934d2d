package io.jenkins.plugins.synchronization.engine.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How an HTML report is to be made. Immutable: each {@code with…} returns another one.
 *
 * @param locale the reader's language, not null; English where there are no words for it
 * @param generatedAt when the report is made, shown at its end; null to leave it out
 * @param linkedStyle whether the style sheet is a file beside the report ({@link HtmlReport#styleSheet}) and there is no
 *     script, for servers whose policy blocks both inside a page; otherwise the report is one file that needs no other
 * @param temporaryDirectory where to keep what does not fit into memory while the report is made, an existing folder,
 *     not null
 * @param footer what the end of the page says, plain text on one line; null for nothing
 * @param links links at the end of the page, not null
 */
public record ReportOptions(
        Locale locale,
        Instant generatedAt,
        boolean linkedStyle,
        Path temporaryDirectory,
        String footer,
        List<Link> links) {

    /**
     * A link.
     *
     * @param text what it says, plain text, not null
     * @param address where it leads: an {@code http} or {@code https} address or a relative path, not null; links with
     *     any other scheme are left out of the page
     */
    public record Link(String text, String address) {}

    /** Copies the list of links. */
    public ReportOptions {
        links = List.copyOf(links);
    }

    /** One English file, no footer, spools in the JVM's temporary folder. */
    public static ReportOptions defaults() {
        return new ReportOptions(
                Locale.ENGLISH, null, false, Path.of(System.getProperty("java.io.tmpdir")), null, List.of());
    }

    /** These options for another language, not null. */
    public ReportOptions withLocale(Locale other) {
        return new ReportOptions(other, generatedAt, linkedStyle, temporaryDirectory, footer, links);
    }

    /** These options with the time at which the report is made, or null. */
    public ReportOptions withGeneratedAt(Instant time) {
        return new ReportOptions(locale, time, linkedStyle, temporaryDirectory, footer, links);
    }

    /** These options for a report whose style sheet is a file beside it, and that has no script. */
    public ReportOptions withLinkedStyle() {
        return new ReportOptions(locale, generatedAt, true, temporaryDirectory, footer, links);
    }

    /** These options with another folder for temporary files, not null. */
    public ReportOptions withTemporaryDirectory(Path directory) {
        return new ReportOptions(locale, generatedAt, linkedStyle, directory, footer, links);
    }

    /** These options with another footer; the text may be null, the links may not. */
    public ReportOptions withFooter(String text, List<Link> newLinks) {
        return new ReportOptions(locale, generatedAt, linkedStyle, temporaryDirectory, text, newLinks);
    }
}
