package io.jenkins.plugins.synchronization.model;

import static io.jenkins.plugins.synchronization.model.RunReference.nameOf;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A failed task, for scripts: small, serializable, readable in the sandbox. Every text is plain, on one
 * line, bounded, and null where the API said nothing.
 */
public final class FailedTask implements Serializable {

    /** How many of them a build hands to a script. */
    public static final int MOST = 100;

    private static final long serialVersionUID = 1;
    private static final int MAX_TEXT = 1000;

    private final String id;
    private final String file;
    private final String fileId;
    private final String connector;
    private final String result;
    private final String errorCode;
    private final String message;
    private final String description;
    private final Boolean canUserFix;

    /** What a script may want to know of a task of a job, which may be unknown. */
    public FailedTask(Task task, @CheckForNull Job job) {
        TaskError error = task.error();
        this.id = nameOf(task.id());
        this.fileId = nameOf(task.sourceFileId());
        this.file = task.file() == null ? fileId : task.file().name();
        this.connector = job == null ? null : nameOf(job.connectorType().text());
        this.result = nameOf(task.result().text());
        this.errorCode = error == null ? null : nameOf(error.errorCode());
        this.message = error == null ? null : Sanitizer.oneLine(error.message(), MAX_TEXT);
        this.description = error == null ? null : Sanitizer.oneLine(error.description(), MAX_TEXT);
        this.canUserFix = error == null ? null : error.canUserFix();
    }

    @Whitelisted
    public String getId() {
        return id;
    }

    /** The name of the source file, or its ID where the name is unknown. */
    @Whitelisted
    public String getFile() {
        return file;
    }

    @Whitelisted
    public String getFileId() {
        return fileId;
    }

    /** The connector of the task's job, such as {@code IFC}. */
    @Whitelisted
    public String getConnector() {
        return connector;
    }

    /** How it ended, such as {@code Error}. */
    @Whitelisted
    public String getResult() {
        return result;
    }

    /** The error's code, such as {@code TAE_BRG_1000}. */
    @Whitelisted
    public String getErrorCode() {
        return errorCode;
    }

    /** The error's message, up to 1,000 characters. */
    @Whitelisted
    public String getMessage() {
        return message;
    }

    /** What the error means, up to 1,000 characters. */
    @Whitelisted
    public String getDescription() {
        return description;
    }

    /** Whether the user can fix it; null where the API does not say. */
    @Whitelisted
    public Boolean getCanUserFix() {
        return canUserFix;
    }

    /** The file, result and code on one line, for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return (file == null ? id : file) + ": " + result + (errorCode == null ? "" : " (" + errorCode + ")");
    }
}
