package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.GroupedFile;
import io.jenkins.plugins.synchronization.engine.report.page.Percent;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.TaskGroup;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tasks of one group while they are collected: their number, what all of them report, and the first few. */
final class GroupedTasks {

    private static final int FILES = 5;
    private static final int MAX_LINE = 200;
    private static final int MAX_PARAGRAPH = 400;

    private record Sample(int job, Task task) {}

    private final String code;
    private final Presentation look;
    private final TaskFilter filter;
    private final List<Sample> samples = new ArrayList<>(FILES);
    private TaskError common;
    private int count;
    private int fixable;
    private int unfixable;

    GroupedTasks(String code, Presentation look, TaskFilter filter) {
        this.code = code;
        this.look = look;
        this.filter = filter;
    }

    int count() {
        return count;
    }

    void add(int job, Task task) {
        TaskError error = task.error();
        common = count == 0 ? error : inCommon(common, error);
        count++;
        Boolean canFix = error == null ? null : error.canUserFix();
        if (canFix != null) {
            fixable += canFix ? 1 : 0;
            unfixable += canFix ? 0 : 1;
        }
        if (samples.size() < FILES) {
            samples.add(new Sample(job, task));
        }
    }

    TaskGroup view(Jobs jobs, Words words, int ofSection) {
        Sample first = samples.get(0);
        TaskView shared = view(jobs, words, new Sample(first.job(), withError(first.task(), common)));
        String headline = shared.headline();
        boolean isLong = headline != null && headline.length() > MAX_PARAGRAPH;
        List<String> texts = Stream.concat(isLong ? Stream.of(headline) : Stream.of(), shared.belowHeadline().stream())
                .toList();
        if (headline == null) {
            boolean differ = samples.stream().anyMatch(sample -> sample.task().error() != null);
            headline = words.text(differ ? "group.differ" : "group.noerror");
        }
        return new TaskGroup(
                code,
                look,
                count,
                Percent.of(count, ofSection),
                isLong ? Sanitizer.oneLine(headline, MAX_PARAGRAPH) : headline,
                texts.stream().filter(text -> text.length() <= MAX_PARAGRAPH).toList(),
                texts.stream().filter(text -> text.length() > MAX_PARAGRAPH).toList(),
                fix(words),
                fixable > 0,
                shared.knowledgeBase(),
                shared.facts(),
                samples.stream().map(sample -> file(jobs, words, sample)).toList(),
                filter);
    }

    private String fix(Words words) {
        if (fixable == 0) {
            return unfixable == 0 ? null : words.text("failure.fix.no");
        }
        return fixable == count ? words.text("failure.fix.yes") : words.text("group.fixable", fixable);
    }

    private GroupedFile file(Jobs jobs, Words words, Sample sample) {
        TaskView task = view(jobs, words, sample);
        String id = TaskFilter.file(sample.task());
        return new GroupedFile(
                task.name(),
                task.hover(),
                task.job().connector(),
                task.duration(),
                ownText(sample.task()),
                id == null || id.isEmpty() ? null : TaskFilter.ofFile(id));
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
                .map(text -> Sanitizer.oneLine(text, MAX_LINE))
                .orElse(null);
    }

    private TaskView view(Jobs jobs, Words words, Sample sample) {
        return new TaskView(words, sample.task(), jobs.of(sample.job()), look);
    }

    /** The task with another error and no report: the report is its own. */
    private static Task withError(Task task, TaskError error) {
        return new Task(
                task.id(),
                task.sourceFileId(),
                task.file(),
                task.start(),
                task.end(),
                task.retryAttempts(),
                task.state(),
                task.result(),
                error,
                null);
    }

    /** The parts of two errors that are equal; either may be null, and then the result is. */
    private static TaskError inCommon(TaskError one, TaskError other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? null : other;
        }
        return new TaskError(
                same(one.errorCode(), other.errorCode()),
                same(one.message(), other.message()),
                same(one.details(), other.details()),
                same(one.bridgeExitCode(), other.bridgeExitCode()),
                same(one.system(), other.system()),
                same(one.phase(), other.phase()),
                same(one.category(), other.category()),
                same(one.descriptionKey(), other.descriptionKey()),
                same(one.description(), other.description()),
                same(one.kbArticleLink(), other.kbArticleLink()),
                same(one.canUserFix(), other.canUserFix()));
    }

    private static <T> T same(T one, T other) {
        return Objects.equals(one, other) ? one : null;
    }
}
