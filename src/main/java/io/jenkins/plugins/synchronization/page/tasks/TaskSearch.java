package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.outcome.TaskOutcome;
import io.jenkins.plugins.synchronization.engine.report.page.FitText;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

    /**
     * A result that tasks of the run have.
     *
     * @param name the API's name
     * @param look how it is shown
     * @param place its place in the order in which they came
     * @param count how many tasks have it: one number
     */
    private record Result(String name, Presentation look, int place, int[] count) {}

    private final TaskQuery query;
    private final SearchText text;
    private final Function<String, Change> changes;
    private final Looks looks;
    private final Map<String, Result> results = new HashMap<>();
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

    TaskSearch(TaskQuery query, Function<String, Change> changes, Looks looks) {
        this.query = query;
        this.text = new SearchText(query.text());
        this.changes = changes;
        this.looks = looks;
        sortsTexts = query.sort() != null && query.sort().isText() && query.sort() != Column.CONNECTOR;
        sortsNumbers = query.sort() != null && !query.sort().isText();
        texts = new String[sortsTexts ? tasks.length : 0];
        numbers = new long[sortsNumbers ? tasks.length : 0];
    }

    @Override
    public void task(int job, Task task) {
        total++;
        Result result = result(task);
        result.count()[0]++;
        if (found == MOST_FOUND || !isAskedFor(task, result)) {
            return;
        }
        makeRoom();
        tasks[found] = total;
        if (sortsTexts) {
            texts[found] = query.sort().text(task);
        } else if (sortsNumbers) {
            numbers[found] = query.sort().number(task, result.place());
        }
        found++;
    }

    @Override
    public void job(Job job) {
        String connector = FitText.name(job.connectorType().text());
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
        int[] ranks = ranks();
        int sign = query.descending() ? -1 : 1;
        NthPlaces.Order order = (one, other) -> {
            int compared = sign * compare(one, other, ranks);
            return compared == 0 ? Integer.compare(one, other) : compared;
        };
        return NthPlaces.of(found, from, to, order);
    }

    private int compare(int one, int other, int[] ranks) {
        if (query.sort() == null) {
            return 0;
        }
        if (query.sort() == Column.CONNECTOR) {
            return NATURAL.compare(connectorOf[one], connectorOf[other]);
        }
        if (sortsTexts) {
            return NATURAL.compare(texts[one], texts[other]);
        }
        return query.sort() == Column.RESULT
                ? Integer.compare(ranks[(int) numbers[one]], ranks[(int) numbers[other]])
                : Long.compare(numbers[one], numbers[other]);
    }

    /** Of each result by its place how bad it is; the worst has the largest rank. */
    private int[] ranks() {
        int[] ranks = new int[results.size()];
        int rank = ranks.length;
        for (Result result : worstFirst()) {
            ranks[result.place()] = rank--;
        }
        return ranks;
    }

    /** The results of all tasks, the worst first. */
    List<TaskOption> resultOptions() {
        return worstFirst().stream()
                .map(result -> TaskOption.of(result.name(), result.look().word(), result.count()[0], query.result()))
                .toList();
    }

    /** How many tasks did not succeed. */
    int unsuccessful() {
        return results.values().stream()
                .filter(result -> !isSuccess(result))
                .mapToInt(result -> result.count()[0])
                .sum();
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

    private List<Result> worstFirst() {
        List<Result> sorted = new ArrayList<>(results.values());
        sorted.sort(Comparator.comparing(Result::look, Presentation.WORST_FIRST).thenComparing(Result::name));
        return sorted;
    }

    private boolean isAskedFor(Task task, Result result) {
        boolean byResult = query.result() == null
                || query.result().equals(result.name())
                || query.result().equals(TaskQuery.UNSUCCESSFUL) && TaskOutcome.of(task) == TaskOutcome.FAILED;
        return byResult
                && text.isIn(task)
                && (query.change() == null || changes.apply(task.sourceFileId()) == query.change());
    }

    private Result result(Task task) {
        String name = name(task);
        Result known = results.get(name);
        if (known != null) {
            return known;
        }
        String kept = results.size() < MOST_OPTIONS ? name : "…";
        return results.computeIfAbsent(
                kept, any -> new Result(kept, looks.of(task.state(), task.result()), results.size(), new int[1]));
    }

    /** The API's name of how a task ended, or of how far it is where it did not end. */
    private static String name(Task task) {
        boolean isOver = task.state().isAbsent() || task.state().is(ExecutionState.COMPLETED);
        String name = isOver || !task.result().isAbsent()
                ? task.result().text()
                : task.state().text();
        return name.isEmpty() ? ExecutionResult.UNDETERMINED.text() : FitText.name(name);
    }

    private static boolean isSuccess(Result result) {
        return result.name().equals(ExecutionResult.SUCCESS.text())
                || result.name().equals(ExecutionResult.SKIPPED.text());
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
