package io.jenkins.plugins.synchronization.engine.report;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.TaskGroup;
import io.jenkins.plugins.synchronization.engine.report.page.TaskSection;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the tasks that need an explanation while they pass by: in sections by how they ended, in each by the error's
 * code, and those without a code by their result. Codes are the API's, a
 * handful; of hostile numbers only the first are distinguished.
 */
final class TaskGroups {

    /** How many groups of a section are shown. */
    static final int SHOWN = 20;

    private static final int TOLD_APART = 200;
    private static final int LONGEST_TEXT = 4000;

    private enum Section {
        FAILED("failed"),
        OTHER("other"),
        CANCELED("canceled"),
        WITH_ERROR(TaskFilter.WITH_ERROR);

        private final String key;

        Section(String key) {
            this.key = key;
        }

        /** The section of a task, or null where it needs no explanation. */
        static Section of(Task task, TaskOutcome outcome) {
            return switch (outcome) {
                case FAILED -> FAILED;
                case OTHER -> OTHER;
                case CANCELED -> CANCELED;
                case PENDING -> null;
                case SUCCEEDED, SKIPPED -> TaskFilter.reportsErrorOnly(task, outcome) ? WITH_ERROR : null;
            };
        }
    }

    private record Key(Section section, String code, String result) {}

    private final Map<Key, GroupedTasks> groups = new LinkedHashMap<>();
    private final int[] tasks = new int[Section.values().length];

    void add(int job, Task task, TaskOutcome outcome, Presentation look) {
        Section section = Section.of(task, outcome);
        if (section == null) {
            return;
        }
        tasks[section.ordinal()]++;
        String code = TaskFilter.code(task);
        String result = code == null ? TaskFilter.result(task) : null;
        Key key = new Key(section, code, result);
        GroupedTasks group = groups.get(key);
        if (group == null && groups.size() < TOLD_APART) {
            TaskFilter filter = new TaskFilter(section.key, result, code == null ? TaskFilter.NONE : code, null);
            group = new GroupedTasks(code, look, filter);
            groups.put(key, group);
        }
        if (group != null) {
            group.add(job, task.withTextsUpTo(LONGEST_TEXT));
        }
    }

    /** How many tasks succeeded or were skipped and report an error all the same. */
    int withError() {
        return tasks[Section.WITH_ERROR.ordinal()];
    }

    /** The sections that have tasks, in the reader's language; the jobs have seen the same tasks. */
    List<TaskSection> sections(Jobs jobs, Words words) {
        List<TaskSection> sections = new ArrayList<>();
        for (Section section : Section.values()) {
            int all = tasks[section.ordinal()];
            if (all > 0) {
                List<TaskGroup> shown = groups.entrySet().stream()
                        .filter(entry -> entry.getKey().section() == section)
                        .map(Map.Entry::getValue)
                        .sorted(Comparator.comparingInt(GroupedTasks::count).reversed())
                        .limit(SHOWN)
                        .map(group -> group.view(jobs, words, all))
                        .toList();
                int grouped = shown.stream().mapToInt(TaskGroup::count).sum();
                TaskFilter filter = new TaskFilter(section.key, null, null, null);
                sections.add(new TaskSection(
                        section.key, words.text("section." + section.key), all, shown, all - grouped, filter));
            }
        }
        return sections;
    }
}
