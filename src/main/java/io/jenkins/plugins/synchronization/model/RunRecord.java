package io.jenkins.plugins.synchronization.model;

import static io.jenkins.plugins.synchronization.model.RunReference.nameOf;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.RunError;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A run that a build waited for, as {@code build.xml} keeps it: text and numbers. Every text from the API is plain, on
 * one line and bounded; null where the API said nothing, or where another version of the plugin wrote the build.
 */
@ExportedBean(defaultVisibility = 3)
public final class RunRecord {

    private static final int MAX_TEXT = 1000;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://\\S{1,2000}");

    private final String key;
    private final String label;
    private final String server;
    private final String api;
    private final String connectionType;
    private final String connectionId;
    private final String runId;
    private final String phase;
    private final String state;
    private final String result;
    private final String outcome;
    private final Long startMillis;
    private final Long endMillis;
    private final TaskCounts tasks;
    private final String errorKey;
    private final String errorDescription;
    private final String errorCodes;
    private final String webLink;
    private final long bodyBytes;
    private final String missingBody;
    private long recordedMillis;
    private RunComparison comparison;
    private transient Run<?, ?> build;

    /**
     * What a build stores of a run.
     *
     * @param errorCodes the error codes of its failed tasks, the most frequent first
     * @param bodyBytes the size of its response data
     * @param missingBody why that is not stored; null if it is
     */
    public RunRecord(
            RunReference subject,
            RunSummary summary,
            Outcome outcome,
            List<String> errorCodes,
            long bodyBytes,
            MissingBody missingBody) {
        io.jenkins.plugins.synchronization.engine.run.Run run = summary.run();
        RunError error = run.error();
        this.key = subject.key();
        this.label = nameOf(subject.label());
        this.server = subject.server();
        this.api = subject.address().server().toString();
        this.connectionType = subject.address().type().text();
        this.connectionId = subject.address().connectionId();
        this.runId = subject.address().runId();
        this.phase = nameOf(run.phase().text());
        this.state = nameOf(run.state().text());
        this.result = nameOf(run.result().text());
        this.outcome = outcome.name();
        this.startMillis = millis(run.start());
        this.endMillis = millis(run.end());
        this.tasks = TaskCounts.of(summary);
        this.errorKey = error == null ? null : nameOf(error.errorKey());
        this.errorDescription = error == null ? null : Sanitizer.oneLine(error.description(), MAX_TEXT);
        this.errorCodes = SummaryLine.codes(errorCodes);
        this.webLink = subject.webLink();
        this.bodyBytes = bodyBytes;
        this.missingBody = missingBody == null ? null : missingBody.name();
    }

    /** Whether it can be shown: a build that was edited or written by another version may lack the key. */
    boolean isUsable() {
        return RunReference.isKey(key);
    }

    /** Says that it is added to its build now. */
    void added() {
        recordedMillis = System.currentTimeMillis();
    }

    /** When it was added to its build, in milliseconds since 1970; 0 in builds of before 28 November 2026. */
    public long getRecordedMillis() {
        return recordedMillis;
    }

    /** Says which build it belongs to; called whenever it is loaded or added. */
    public void attachTo(Run<?, ?> owner) {
        this.build = owner;
    }

    /** Says how it compares with the run before; called once, before anybody else knows it. */
    public void compared(RunComparison with) {
        this.comparison = with;
    }

    /** What distinguishes the runs of a build; part of URLs and file names. */
    @Exported
    public String getKey() {
        return key;
    }

    /** The user's name for it, or null. */
    @Exported
    public String getLabel() {
        return label;
    }

    /** What to call it: the user's name for it, else its id. */
    public String getTitle() {
        return label == null ? runId : label;
    }

    /** The name of the server, as it was when the build waited. */
    @Exported
    public String getServer() {
        return server;
    }

    /** The API's URL, which stays when the server is renamed; null in a build of an earlier version. */
    @CheckForNull
    public String getApi() {
        return api;
    }

    /** {@code manifest} or {@code storage}. */
    @Exported
    public String getConnectionType() {
        return connectionType;
    }

    /** The connection's id. */
    @Exported
    public String getConnectionId() {
        return connectionId;
    }

    /** The run's id. */
    @Exported
    public String getRunId() {
        return runId;
    }

    /** The phase in which it ended, as the API names it, or null. */
    @Exported
    public String getPhase() {
        return phase;
    }

    /** Its state, as the API names it, or null. */
    @Exported
    public String getState() {
        return state;
    }

    /** How it ended, as the API names it, such as {@code PartialSuccess}; null where the API did not say. */
    @Exported
    public String getResult() {
        return result;
    }

    /** What that meant for the build: the name of a result of Jenkins. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** When it started, in milliseconds since 1970, or null. */
    @Exported
    public Long getStartMillis() {
        return startMillis;
    }

    /** When it ended, in milliseconds since 1970, or null. */
    @Exported
    public Long getEndMillis() {
        return endMillis;
    }

    /** How long it took, in milliseconds; 0 where the API does not say. */
    @Exported
    public long getDurationMillis() {
        return startMillis == null || endMillis == null ? 0 : Math.max(0, endMillis - startMillis);
    }

    /** How long it took, in words; null where the API does not say. */
    public String getTook() {
        boolean known = startMillis != null && endMillis != null;
        return known ? DurationWords.of(Duration.ofMillis(getDurationMillis())) : null;
    }

    /** When it started, or null. */
    public Date getStart() {
        return startMillis == null ? null : new Date(startMillis);
    }

    /** How many tasks ended how; never null. */
    @Exported
    public TaskCounts getTasks() {
        return tasks == null ? TaskCounts.none() : tasks;
    }

    /**
     * How many files newly failed, still fail and were fixed since the last run of the connection in an earlier build;
     * null where it was compared with none.
     */
    @Exported
    public ChangeCounts getChanges() {
        return comparison == null ? null : comparison.getCounts();
    }

    /** Why {@link #getChanges} is null, in the language of who asks; null if it is not, or in a build of an earlier version. */
    public String getWhyNoChanges() {
        return comparison == null ? null : comparison.whyNot();
    }

    /** The key of the run's error, such as {@code UserNotAuthenticated}, or null. */
    @Exported
    public String getErrorKey() {
        return errorKey;
    }

    /** The most frequent error codes of the failed tasks in one text, such as {@code TAE_BRG_1000, TAE_DL_0403}. */
    @CheckForNull
    public String getErrorCodes() {
        return errorCodes;
    }

    /** More about the run's error, up to 1,000 characters, or null. */
    @Exported
    public String getErrorDescription() {
        return errorDescription;
    }

    /** A page about the run outside Jenkins: an http or https address, or null. */
    @Exported
    public String getWebLink() {
        return webLink != null && WEB_ADDRESS.matcher(webLink).matches() ? webLink : null;
    }

    /** Whether the body was stored; it may have been removed since. */
    @Exported
    public boolean isBodyStored() {
        return missingBody == null;
    }

    /** Why the body was not stored: {@code TOO_LARGE}, {@code NOT_WRITTEN}, or null if it was. */
    @Exported
    public String getWhyNoBody() {
        return missingBody;
    }

    /** How large the body is as the API sent it, in bytes. */
    @Exported
    public long getBodyBytes() {
        return bodyBytes;
    }

    /** The URL of its report from Jenkins' root, without a slash at the beginning. */
    public String getReportPath() {
        return build.getUrl() + SynchronizationAction.URL + "/run/" + key + "/";
    }

    /** The URL of its report: absolute if Jenkins knows its own, else as {@link #getReportPath()}. */
    @Exported
    public String getReportUrl() {
        return Objects.requireNonNullElse(Jenkins.get().getRootUrl(), "") + getReportPath();
    }

    /** Word, symbol and colours of how it ended, in the language of who asks. */
    public Presentation getPresentation() {
        return Presentation.of(
                Term.of(ExecutionState.class, state),
                Term.of(ExecutionResult.class, result),
                LocaleProvider.getLocale());
    }

    /**
     * One line fit for a chat message, with the API's own names, such as {@code PartialSuccess in 3 min: 1 of 12 tasks
     * failed (TAE_BRG_1000)}.
     */
    @Exported(name = "summary")
    public String summaryLine() {
        return SummaryLine.of(this, errorCodes, Locale.ENGLISH);
    }

    /** As {@link #summaryLine()}, in the language of who asks. */
    public String summaryInWords() {
        return SummaryLine.of(this, errorCodes, LocaleProvider.getLocale());
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
