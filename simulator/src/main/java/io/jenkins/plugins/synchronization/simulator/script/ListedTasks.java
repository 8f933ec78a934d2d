package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks that the scenario's author wrote one by one. */
public final class ListedTasks implements Tasks {

    private final List<Task> tasks;

    /** Takes the tasks in the order in which the body shows them. */
    public ListedTasks(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public Tasks byTheClock() {
        return new ListedTasks(tasks.stream().map(Task::byTheClock).toList());
    }

    @Override
    public int count() {
        return tasks.size();
    }

    @Override
    public Task task(int index) {
        return tasks.get(index);
    }

    @Override
    public Duration start() {
        return tasks.stream().map(Task::starts).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public Duration end() {
        if (tasks.stream().anyMatch(task -> task.finishes() == null)) {
            return null;
        }
        return tasks.stream().map(Task::finishes).max(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public String result() {
        Set<String> results = tasks.stream().map(Task::result).collect(Collectors.toSet());
        if (results.isEmpty()
                || results.contains("Success") && Set.of("Success", "Skipped").containsAll(results)) {
            return "Success";
        }
        return results.size() == 1 ? results.iterator().next() : "PartialSuccess";
    }
}
