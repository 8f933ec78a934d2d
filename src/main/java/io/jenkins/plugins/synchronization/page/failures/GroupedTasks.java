package io.jenkins.plugins.synchronization.page.failures;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.RunOverview;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Percent;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tasks of one group while they are collected: their number, what all of them say, and the first few. */
final class GroupedTasks {

    private static final int FILES = 5;
    private static final int MAX_LINE = 200;
    private static final int MAX_PARAGRAPH = 400;

    private record Sample(int job, Task task, Presentation look) {}

    private final String code;
    private final Presentation look;
    private final String result;
    private final List<Sample> samples = new ArrayList<>(FILES);
    private TaskError common;
    private int count;
    private int fixable;
    private int unfixable;

    GroupedTasks(String code, Presentation look, Task first) {
        this.code = code;
        this.look = look;
        this.result = first.result().text();
        this.common = first.error();
    }

    int count() {
        return count;
    }

    void add(int job, Task task, Presentation itsLook) {
        count++;
        TaskError error = task.error();
        common = CommonError.of(common, error);
        Boolean canFix = error == null ? null : error.canUserFix();
        if (canFix != null) {
            fixable += canFix ? 1 : 0;
            unfixable += canFix ? 0 : 1;
        }
        if (samples.size() < FILES) {
            samples.add(new Sample(job, task, itsLook));
        }
    }

    FailureGroup view(RunOverview overview, Words words, int failed) {
        Sample first = samples.get(0);
        TaskView shared = view(overview, words, first, withError(first.task(), common));
        String headline = UntrustedText.oneLine(shared.headline(), MAX_PARAGRAPH);
        boolean isWhole = shared.headline() == null || shared.headline().length() <= MAX_PARAGRAPH;
        List<String> texts = Stream.concat(
                        isWhole ? Stream.of() : Stream.of(shared.headline()), shared.belowHeadline().stream())
                .toList();
        return new FailureGroup(
                code,
                look,
                count,
                Percent.of(count, failed),
                isWhole ? shared.headline() : headline,
                texts.stream().filter(text -> text.length() <= MAX_PARAGRAPH).toList(),
                texts.stream().filter(text -> text.length() > MAX_PARAGRAPH).toList(),
                fix(),
                fixable,
                shared.knowledgeBase(),
                shared.facts(),
                samples.stream().map(sample -> file(overview, words, sample)).toList(),
                code == null ? query("result", result) : query("q", code));
    }

    private FailureGroup.Fix fix() {
        if (fixable == 0) {
            return unfixable == 0 ? FailureGroup.Fix.UNKNOWN : FailureGroup.Fix.NO;
        }
        return fixable == count ? FailureGroup.Fix.YES : FailureGroup.Fix.SOME;
    }

    private FailedFile file(RunOverview overview, Words words, Sample sample) {
        TaskView task = view(overview, words, sample, sample.task());
        String name = task.file() == null ? task.id() : task.file();
        return new FailedFile(
                name,
                task.job().connector(),
                task.look(),
                task.took(),
                ownText(sample.task()),
                name == null || name.isEmpty() ? null : query("q", name));
    }

    /** What a task's error says beyond what all of the group say: the first such text. */
    private String ownText(Task task) {
        TaskError error = task.error();
        Stream<String> own = error == null
                ? Stream.of()
                : Stream.of(
                        common == null || common.message() == null ? error.message() : null,
                        common == null || common.description() == null ? error.description() : null,
                        common == null || common.details() == null ? error.details() : null);
        Stream<String> report = task.report() == null
                ? Stream.of()
                : Stream.ofNullable(task.report().message());
        return Stream.concat(own, report)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(text -> UntrustedText.oneLine(text, MAX_LINE))
                .orElse(null);
    }

    private static TaskView view(RunOverview overview, Words words, Sample sample, Task task) {
        JobView job = overview.job(sample.job());
        return new TaskView(words, 0, task, job, sample.look());
    }

    /** The task with another error and no report: the report is its own. */
    private static Task withError(Task task, TaskError error) {
        return new Task(
                task.id(),
                task.sourceFileId(),
                task.start(),
                task.end(),
                task.retryAttempts(),
                task.state(),
                task.result(),
                error,
                null);
    }

    private static String query(String parameter, String value) {
        return "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
