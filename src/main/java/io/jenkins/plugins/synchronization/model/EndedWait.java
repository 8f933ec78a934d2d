package io.jenkins.plugins.synchronization.model;

import static io.jenkins.plugins.synchronization.model.RunReference.nameOf;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Date;
import java.util.Locale;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A wait of a build that ended without the result of its run, as {@code build.xml} stores it: no response, credentials
 * that were refused, a timeout, an abort. Every text is plain, on one line and bounded.
 */
@ExportedBean(defaultVisibility = 3)
public final class EndedWait {

    /** The reason of a wait that somebody stopped, or whose build was aborted. */
    public static final String ABORTED = "ABORTED";

    /** The reason of a wait that could not begin or be resumed. */
    public static final String NOT_STARTED = "NOT_STARTED";

    /** The reason of a wait whose server was removed from the configuration or changed. */
    public static final String SERVER_REMOVED = "SERVER_REMOVED";

    /** The reason of a wait for a run that completed but could not be stored. */
    public static final String NOT_STORED = "NOT_STORED";

    private static final String TIMED_OUT = "TIMED_OUT";
    private static final int MAX_MESSAGE = 4000;

    private final String key;
    private final String label;
    private final String server;
    private final String connectionType;
    private final String connectionId;
    private final String runId;
    private final String reason;
    private final String message;
    private final String cause;
    private final String remedy;
    private final String correlationId;
    private final long endMillis;

    /**
     * A wait that ends now.
     *
     * @param key as for {@link RunReference}
     * @param label the user's name for the run
     * @param server the name of the server; null for the default one if the wait did not get as far as that
     * @param connectionType {@code manifest} or {@code storage}, or whatever the job says
     * @param connectionId the connection's ID, or whatever the job says
     * @param runId the run's ID, or whatever the job says
     * @param reason one of the reasons of this class or of {@link
     *     io.jenkins.plugins.synchronization.engine.polling.WaitFailure.Reason}
     * @param message what happened, what it concerns and what to do, without any secret
     * @param parts what the message consists of, where that is known
     */
    public EndedWait(
            @NonNull String key,
            @CheckForNull String label,
            @CheckForNull String server,
            @CheckForNull String connectionType,
            String connectionId,
            String runId,
            @NonNull String reason,
            @CheckForNull String message,
            @CheckForNull FailureText.Parts parts) {
        this.key = key;
        this.label = nameOf(label);
        this.server = nameOf(server);
        this.connectionType = connectionType == null ? ConnectionType.MANIFEST.text() : nameOf(connectionType);
        this.connectionId = nameOf(connectionId);
        this.runId = nameOf(runId);
        this.reason = reason;
        this.message = Util.fixNull(Sanitizer.oneLine(message, MAX_MESSAGE));
        this.cause = parts == null ? null : Sanitizer.oneLine(parts.cause(), MAX_MESSAGE);
        this.remedy = parts == null ? null : Sanitizer.oneLine(parts.remedy(), MAX_MESSAGE);
        this.correlationId = parts == null ? null : nameOf(parts.correlationId());
        this.endMillis = System.currentTimeMillis();
    }

    /** A wait for a run that ends now. */
    public static EndedWait of(
            @NonNull RunReference run,
            @NonNull String reason,
            @CheckForNull String message,
            @CheckForNull FailureText.Parts parts) {
        return new EndedWait(
                run.key(),
                run.label(),
                run.server(),
                run.address().type().text(),
                run.address().connectionId(),
                run.address().runId(),
                reason,
                message,
                parts);
    }

    /** Whether it can be shown: a build that was edited or written by another version may lack something. */
    boolean isUsable() {
        return RunReference.isKey(key) && reason != null && message != null;
    }

    /** Unique among the runs and waits of the build. */
    @Exported
    @NonNull
    public String getKey() {
        return key;
    }

    @Exported
    @CheckForNull
    public String getLabel() {
        return label;
    }

    /** What to call it: the user's name for the run, else the run's ID, or the connection's where there was no run yet. */
    public String getTitle() {
        return label != null ? label : runId == null ? connectionId : runId;
    }

    @Exported
    @CheckForNull
    public String getServer() {
        return server;
    }

    @Exported
    public String getConnectionType() {
        return connectionType;
    }

    @Exported
    public String getConnectionId() {
        return connectionId;
    }

    @Exported
    public String getRunId() {
        return runId;
    }

    /** The kind of end, such as {@code CREDENTIAL}, {@code GAVE_UP}, {@code TIMED_OUT} or {@code ABORTED}. */
    @Exported
    @NonNull
    public String getReason() {
        return reason;
    }

    /** What that means for the build: the name of a result of Jenkins. */
    @Exported
    @NonNull
    public String getOutcome() {
        return (isAborted() ? Outcome.ABORTED : Outcome.FAILURE).name();
    }

    /** What happened, what it concerns and what to do; up to 4,000 characters. */
    @Exported
    @NonNull
    public String getMessage() {
        return message;
    }

    /** What happened, alone; the whole message where that was not stored in parts. */
    @NonNull
    public String getCause() {
        return cause == null ? message : cause;
    }

    /** What to do about it, where that is not in {@link #getCause}. */
    @CheckForNull
    public String getRemedy() {
        return remedy;
    }

    /** What Bentley's support asks for; null where no response is the cause. */
    @Exported
    @CheckForNull
    public String getCorrelationId() {
        return correlationId;
    }

    /** When the wait ended, in milliseconds since 1970. */
    @Exported
    public long getEndMillis() {
        return endMillis;
    }

    @NonNull
    public Date getEnd() {
        return new Date(endMillis);
    }

    /** Word, symbol and colors, in the language of the reader. */
    @NonNull
    public Presentation getPresentation() {
        Locale locale = LocaleProvider.getLocale();
        if (isAborted()) {
            return Presentation.ofAborted(locale);
        }
        return TIMED_OUT.equals(reason)
                ? Presentation.ofResult(Term.of(ExecutionResult.TIMED_OUT), locale)
                : Presentation.ofNoResult(locale);
    }

    private boolean isAborted() {
        return ABORTED.equals(reason);
    }
}
