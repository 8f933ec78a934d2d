package io.jenkins.plugins.synchronization.page.failures;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.RunOverview;
import io.jenkins.plugins.synchronization.engine.report.page.FitText;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Task;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the tasks that did not succeed by their error's code while they pass by; those without a code by their result.
 * Codes are the API's, a handful; of hostile numbers only the first are told apart.
 */
public final class FailureGroups {

    /** How many groups are shown. */
    static final int SHOWN = 20;

    private static final int TOLD_APART = 200;

    private record Key(String code, Presentation look) {}

    private final Map<Key, GroupedTasks> groups = new LinkedHashMap<>();
    private int tasks;

    /**
     * Takes a task that did not succeed.
     *
     * @param job the index of its job, from 0
     * @param task not null, its texts bounded
     * @param look its look, not null
     */
    public void add(int job, Task task, Presentation look) {
        tasks++;
        String code = task.error() == null ? null : FitText.name(task.error().errorCode());
        boolean hasCode = code != null && !code.isEmpty();
        Key key = hasCode ? new Key(code, null) : new Key(null, look);
        GroupedTasks group = groups.get(key);
        if (group == null && groups.size() < TOLD_APART) {
            group = new GroupedTasks(key.code(), look, task);
            groups.put(key, group);
        }
        if (group != null) {
            group.add(job, task, look);
        }
    }

    /** The groups in the reader's language; the overview has seen the same tasks and their jobs. */
    public Failures failures(RunOverview overview, Words words) {
        List<FailureGroup> shown = groups.values().stream()
                .sorted(Comparator.comparingInt(GroupedTasks::count).reversed())
                .limit(SHOWN)
                .map(group -> group.view(overview, words, tasks))
                .toList();
        int grouped = shown.stream().mapToInt(FailureGroup::count).sum();
        return new Failures(tasks, shown, tasks - grouped);
    }
}
