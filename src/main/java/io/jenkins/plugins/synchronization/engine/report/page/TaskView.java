package io.jenkins.plugins.synchronization.engine.report.page;

import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A task as the page shows it. All texts are plain, free of characters that are unfit to be shown, and null where the
 * API sent nothing; the templates escape them.
 */
public final class TaskView {

    private static final int MAX_SUMMARY = 160;

    private final Words words;
    private final Task task;
    private final JobView job;
    private final Presentation look;

    /** Takes a task, its job and its look, to be shown in the reader's language. */
    public TaskView(Words words, Task task, JobView job, Presentation look) {
        this.words = words;
        this.task = task;
        this.job = job;
        this.look = look;
    }

    /** How the result is shown; never null. */
    public Presentation look() {
        return look;
    }

    /** The job it belongs to; never null. */
    public JobView job() {
        return job;
    }

    /** The task's id. */
    public String id() {
        return Sanitizer.name(task.id());
    }

    /** The source file's id. */
    public String file() {
        return Sanitizer.name(task.sourceFileId());
    }

    /** Where the source file lies below its root; null where that is unknown. */
    public String path() {
        return task.file() == null ? null : task.file().relativePath();
    }

    /** The name by which people know it: the source file's, else that file's ID, else its own ID. */
    public String name() {
        return Sanitizer.name(task.name());
    }

    /** The whole name; where that is not the ID, the path and the ID too, each on a line of its own. */
    public String hover() {
        return hover(task);
    }

    /** The same for a task without a view. */
    public static String hover(Task task) {
        return task.file() == null
                ? Sanitizer.name(task.name())
                : Stream.of(task.file().name(), task.file().relativePath(), Sanitizer.name(task.sourceFileId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("\n"));
    }

    /** When it started. */
    public Instant start() {
        return task.start();
    }

    /** When it ended. */
    public Instant end() {
        return task.end();
    }

    /** How long it took, in words. */
    public String duration() {
        return DurationWords.between(task.start(), task.end());
    }

    /** How often it was tried again. */
    public int retries() {
        return task.retryAttempts();
    }

    /** Whether its texts do not explain a failure: it succeeded with an error, or they are those of its report. */
    public boolean isMuted() {
        return task.error() == null
                || look.kind() == Presentation.Kind.SUCCESS
                || look.kind() == Presentation.Kind.SKIPPED;
    }

    /** The error's code. */
    public String code() {
        return TaskFilter.code(task);
    }

    /** What went wrong in one text: the error's message, else its description, else what the report says. */
    public String headline() {
        if (message() != null) {
            return message();
        }
        return description() != null ? description() : reportMessage();
    }

    /** The headline in one short line; never null. */
    public String summary() {
        return headline() == null ? words.text("failure.details") : Sanitizer.oneLine(headline(), MAX_SUMMARY);
    }

    /** What else there is to say below the headline. */
    public List<String> belowHeadline() {
        return without(headline());
    }

    /** What else there is to say below the summary: the headline too, where it did not fit. */
    public List<String> belowSummary() {
        return without(summary());
    }

    private List<String> without(String said) {
        List<String> paragraphs = new ArrayList<>(4);
        for (String text : new String[] {headline(), description(), details(), reportMessage()}) {
            if (text != null && !text.equals(said) && !paragraphs.contains(text)) {
                paragraphs.add(text);
            }
        }
        return paragraphs;
    }

    /** Whether the user can fix it, or null where the API does not say. */
    public Boolean canUserFix() {
        return task.error() == null ? null : task.error().canUserFix();
    }

    /** A page about the error: an http or https address. */
    public String knowledgeBase() {
        return task.error() == null ? null : task.error().kbArticleLink();
    }

    /** The smaller facts of the error, each with its name; without those that the API did not send. */
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(6);
        TaskError error = task.error();
        if (error != null) {
            add(facts, "failure.exitcode", exitCode(error.bridgeExitCode()));
            add(facts, "failure.system", error.system());
            add(facts, "failure.phase", error.phase());
            add(facts, "failure.category", error.category());
            add(facts, "failure.key", error.descriptionKey());
        }
        return facts;
    }

    /** The counts of the synchronization report in words, such as {@code 2 errors, 20 warnings}. */
    public String issues() {
        SynchronizationReport report = task.report();
        return report == null
                ? null
                : words.issues(report.totalErrorsCount(), report.totalWarningsCount(), report.totalOtherIssuesCount());
    }

    /** An exit code as the API sends it, and signed where that differs; null for null. */
    public static String exitCode(Long code) {
        Integer signed = ExitCode.signed(code);
        return signed == null ? (code == null ? null : code.toString()) : ExitCode.unsigned(code) + " (" + signed + ")";
    }

    private String message() {
        return task.error() == null ? null : Sanitizer.text(task.error().message());
    }

    private String description() {
        return task.error() == null ? null : Sanitizer.text(task.error().description());
    }

    private String details() {
        return task.error() == null ? null : Sanitizer.text(task.error().details());
    }

    private String reportMessage() {
        return task.report() == null ? null : Sanitizer.text(task.report().message());
    }

    private void add(List<Fact> facts, String key, String value) {
        if (value != null) {
            facts.add(new Fact(words.text(key), Sanitizer.name(value)));
        }
    }
}
