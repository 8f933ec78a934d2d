package io.jenkins.plugins.synchronization.engine.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How an HTML report is to be made. Immutable: each {@code with…} returns another one.
 *
 * @param locale the reader's language, not null; English where there are no words for it
 * @param generatedAt when the report is made, shown at its end; null to leave it out
 * @param linkedStyle whether the style sheet is a file beside the report ({@link HtmlReport#styleSheet}) and there is no
 *     script, for servers whose policy blocks both inside a page; otherwise the report is one file that needs no other
 * @param context where the run was waited for, such as job and build; shown at the top; unmodifiable
 * @param changes what changed since an earlier run, or null
 */
public record ReportOptions(
        Locale locale, Instant generatedAt, boolean linkedStyle, List<Context> context, Changes changes) {

    private static final Pattern SAFE_ADDRESS = Pattern.compile("(?i)https?://.*|(?!//)[^:\\\\]*");

    /**
     * A line of the context.
     *
     * @param name what it is, such as {@code Build}, plain text, not null
     * @param value plain text, not null
     * @param address where its link leads: an {@code http} or {@code https} address or a relative path; null for no link,
     *     and read as null where it is anything else
     */
    public record Context(String name, String value, String address) {

        /** Leaves out an address that is not safe to follow. */
        public Context {
            address = address != null && SAFE_ADDRESS.matcher(address).matches() ? address : null;
        }
    }

    /**
     * What changed since an earlier run of the connection.
     *
     * @param counts the counts in words, such as {@code 3 newly failed}; unmodifiable
     * @param comparedWith the earlier run, not null
     * @param ofFile what became of a file, in words such as {@code newly failed}, or null where there is nothing to
     *     report; not null itself
     */
    public record Changes(List<String> counts, Context comparedWith, UnaryOperator<String> ofFile) {

        /** Copies the list. */
        public Changes {
            counts = List.copyOf(counts);
        }
    }

    /** Copies the list. */
    public ReportOptions {
        context = List.copyOf(context);
    }

    /** One English file about the run alone. */
    public static ReportOptions defaults() {
        return new ReportOptions(Locale.ENGLISH, null, false, List.of(), null);
    }

    /** These options for another language, not null. */
    public ReportOptions withLocale(Locale other) {
        return new ReportOptions(other, generatedAt, linkedStyle, context, changes);
    }

    /** These options with the time at which the report is made, or null. */
    public ReportOptions withGeneratedAt(Instant time) {
        return new ReportOptions(locale, time, linkedStyle, context, changes);
    }

    /** These options for a report whose style sheet is a file beside it, and that has no script. */
    public ReportOptions withLinkedStyle() {
        return new ReportOptions(locale, generatedAt, true, context, changes);
    }

    /** These options with other lines of context, not null. */
    public ReportOptions withContext(List<Context> lines) {
        return new ReportOptions(locale, generatedAt, linkedStyle, lines, changes);
    }

    /** These options with what changed since an earlier run, or null. */
    public ReportOptions withChanges(Changes since) {
        return new ReportOptions(locale, generatedAt, linkedStyle, context, since);
    }
}
