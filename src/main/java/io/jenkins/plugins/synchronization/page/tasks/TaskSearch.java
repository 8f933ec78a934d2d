package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the tasks that a query asks for while they pass. Of a task it keeps its number and what it is sorted by, so that
 * many people may look at large runs.
 */
final class TaskSearch implements TaskVisitor {

    private static final int MOST_OPTIONS = 64;

    /** Of more tasks than this, only the first are listed: the memory must have a bound. */
    private static final int MOST_FOUND = 1_000_000;

    private static final NaturalOrder NATURAL = new NaturalOrder();

    private final TaskQuery query;
    private final SearchText text;
    private final Function<String, Change> changes;
    private final int[] outcomes = new int[TaskOutcome.values().length];
    private int withError;
    private final Map<String, int[]> connectors = new HashMap<>();
    private final boolean sortsTexts;
    private final boolean sortsNumbers;

    private int total;
    private int found;
    private int beforeJob;
    private int totalBeforeJob;
    private int[] tasks = new int[256];
    private String[] connectorOf = new String[256];
    private String[] texts;
    private long[] numbers;

    TaskSearch(TaskQuery query, Function<String, Change> changes) {
        this.query = query;
        this.text = new SearchText(query.text());
        this.changes = changes;
        Column sort = query.sort();
        sortsTexts = sort == null || sort.isText() && sort != Column.CONNECTOR;
        sortsNumbers = sort == null || !sort.isText();
        texts = new String[sortsTexts ? tasks.length : 0];
        numbers = new long[sortsNumbers ? tasks.length : 0];
    }

    @Override
    public void task(int job, Task task) {
        total++;
        TaskOutcome outcome = TaskOutcome.of(task);
        outcomes[outcome.ordinal()]++;
        withError += TaskFilter.reportsErrorOnly(task, outcome) ? 1 : 0;
        if (found == MOST_FOUND || !isRequested(task, outcome)) {
            return;
        }
        makeRoom();
        tasks[found] = total;
        Column sort = query.sort();
        if (sortsTexts) {
            texts[found] = (sort == null ? Column.FILE : sort).text(task);
        }
        if (sortsNumbers) {
            numbers[found] = sort == null ? outcome.rank() : sort.number(task);
        }
        found++;
    }

    @Override
    public void job(Job job) {
        String connector = Sanitizer.name(job.connectorType().text());
        connector = connector.isEmpty() ? TaskQuery.NO_CONNECTOR : connector;
        if (total > totalBeforeJob && (connectors.size() < MOST_OPTIONS || connectors.containsKey(connector))) {
            connectors.computeIfAbsent(connector, any -> new int[1])[0] += total - totalBeforeJob;
        }
        if (query.connector() != null && !query.connector().equals(connector)) {
            found = beforeJob;
        }
        Arrays.fill(connectorOf, beforeJob, found, connector);
        beforeJob = found;
        totalBeforeJob = total;
    }

    /** How many tasks the run has. */
    int total() {
        return total;
    }

    /** How many of them are asked for. */
    int found() {
        return found;
    }

    /** The number, from 1, of the task at a place among those that were found. */
    int task(int place) {
        return tasks[place];
    }

    /** The connector of the task at a place among those that were found. */
    String connector(int place) {
        return connectorOf[place];
    }

    /** The places of those that come from one to below another in the order of the query. */
    int[] ordered(int from, int to) {
        int sign = query.descending() ? -1 : 1;
        NthPlaces.Order order = (one, other) -> {
            int compared = sign * compare(one, other);
            return compared == 0 ? Integer.compare(one, other) : compared;
        };
        return NthPlaces.of(found, from, to, order);
    }

    private int compare(int one, int other) {
        if (query.sort() == Column.CONNECTOR) {
            return NATURAL.compare(connectorOf[one], connectorOf[other]);
        }
        int compared = sortsNumbers ? Long.compare(numbers[one], numbers[other]) : 0;
        return compared != 0 || !sortsTexts ? compared : NATURAL.compare(texts[one], texts[other]);
    }

    /** The outcomes of all tasks, the worst first, and those that succeeded with an error. */
    List<TaskOption> outcomeOptions(Words words) {
        String selected = query.filter().outcome();
        List<TaskOption> options = new ArrayList<>();
        for (TaskOutcome outcome : TaskOutcome.values()) {
            if (outcomes[outcome.ordinal()] > 0) {
                String word = Presentation.of(outcome, words.locale()).word();
                options.add(TaskOption.of(outcome.key(), word, outcomes[outcome.ordinal()], selected));
            }
        }
        if (withError > 0) {
            String word = words.text("script.with-error");
            options.add(TaskOption.of(TaskFilter.WITH_ERROR, word, withError, selected));
        }
        return options;
    }

    /** The connectors of all tasks by name; the label of none is given. */
    List<TaskOption> connectorOptions(String none) {
        return connectors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(NATURAL))
                .map(entry -> TaskOption.of(
                        entry.getKey(),
                        entry.getKey().equals(TaskQuery.NO_CONNECTOR) ? none : entry.getKey(),
                        entry.getValue()[0],
                        query.connector()))
                .toList();
    }

    private boolean isRequested(Task task, TaskOutcome outcome) {
        return query.filter().matches(task, outcome)
                && text.isIn(task)
                && (query.change() == null || changes.apply(task.sourceFileId()) == query.change());
    }

    private void makeRoom() {
        if (found < tasks.length) {
            return;
        }
        int more = tasks.length * 2;
        tasks = Arrays.copyOf(tasks, more);
        connectorOf = Arrays.copyOf(connectorOf, more);
        texts = sortsTexts ? Arrays.copyOf(texts, more) : texts;
        numbers = sortsNumbers ? Arrays.copyOf(numbers, more) : numbers;
    }
}
