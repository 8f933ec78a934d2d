package io.jenkins.plugins.synchronization.page.tasks;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.changes.RunChanges;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.Looks;
import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.engine.run.Term;
import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One page of the table of all tasks of a run, as a URL asks for it. */
@Restricted(NoExternalUse.class)
public final class TaskTable {

    private static final Logger LOGGER = Logger.getLogger(TaskTable.class.getName());

    /**
     * The head of a column.
     *
     * @param name its name in URLs
     * @param label what people read
     * @param sorted {@code ascending}, {@code descending}, or null where it is not sorted by this column
     * @param parameters the URL's parameters for sorting by it, or the other way round
     */
    @Restricted(NoExternalUse.class)
    public record Head(String name, String label, String sorted, String parameters) {

        /** How much room its column needs, and how its content is aligned, as classes of the style sheet. */
        public String css() {
            return switch (Column.ofParameter(name)) {
                case CONNECTOR -> "synchronization-tasks__more";
                case START -> "synchronization-number synchronization-tasks__more";
                case DURATION -> "synchronization-number";
                case RETRIES -> "synchronization-number synchronization-tasks__most";
                case ISSUES -> "synchronization-tasks__most";
                case RESULT, FILE, MESSAGE -> "";
            };
        }
    }

    /**
     * A link to another page of the table.
     *
     * @param name {@code first}, {@code previous}, {@code next} or {@code last}
     * @param label what people read
     * @param parameters the URL's parameters; null where there is no such page
     */
    @Restricted(NoExternalUse.class)
    public record Turn(String name, String label, String parameters) {}

    /** Ends the reading when all rows are there. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final RunRecord run;
    private final Words words;
    private final TaskQuery query;
    private final TaskSearch search;
    private final List<TaskRow> rows;
    private final int first;

    private TaskTable(RunRecord run, Words words, TaskQuery query, TaskSearch search, List<TaskRow> rows, int first) {
        this.run = run;
        this.words = words;
        this.query = query;
        this.search = search;
        this.rows = rows;
        this.first = first;
    }

    /**
     * Reads a page of the table.
     *
     * @param build the build that waited for the run, not null
     * @param run the run, not null
     * @param words the reader's language, not null
     * @param parameter gives the parameters of the URL, null for those that it has not
     * @return null if the build keeps no tasks of the run, or they cannot be read
     */
    public static TaskTable read(Run<?, ?> build, RunRecord run, Words words, UnaryOperator<String> parameter) {
        TaskQuery asked = TaskQuery.of(parameter);
        RunChanges changes = RunChanges.of(build, run.getKey());
        Looks looks = new Looks(words.locale(), true);
        TaskSearch search = new TaskSearch(asked, changes::changeOf);
        try {
            StoredTasks.visit(build, run, search);
            TaskQuery query = asked.onPage(Math.min(asked.page(), pages(search, asked)));
            int first = (query.page() - 1) * query.size();
            int[] places = search.ordered(first, Math.min(search.found(), first + query.size()));
            Map<Integer, Task> tasks = places.length == 0 ? Map.of() : collect(build, run, search, places);
            List<TaskRow> rows = new ArrayList<>(places.length);
            for (int place : places) {
                Task task = tasks.get(search.task(place));
                if (task != null) {
                    JobView job = job(words, search.connector(place));
                    TaskView view = new TaskView(words, task, job, looks.of(task.state(), task.result()));
                    rows.add(new TaskRow(view, changes.changeOf(task.sourceFileId())));
                }
            }
            return new TaskTable(run, words, query, search, rows, first);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot read the tasks of the run " + run.getKey() + " of " + build);
            return null;
        }
    }

    /** Reads until it has the tasks at these places; by their numbers. */
    private static Map<Integer, Task> collect(Run<?, ?> build, RunRecord run, TaskSearch search, int[] places)
            throws IOException {
        Map<Integer, Task> tasks = new HashMap<>();
        for (int place : places) {
            tasks.put(search.task(place), null);
        }
        try {
            StoredTasks.visit(build, run, new TaskVisitor() {
                private int number;
                private int missing = places.length;

                @Override
                public void task(int job, Task task) throws IOException {
                    if (tasks.containsKey(++number)) {
                        tasks.put(number, task);
                        if (--missing == 0) {
                            throw new Enough();
                        }
                    }
                }

                @Override
                public void job(Job job) {}
            });
        } catch (Enough all) {
            return tasks;
        }
        return tasks;
    }

    private static JobView job(Words words, String connector) {
        String name = connector.equals(TaskQuery.NO_CONNECTOR) ? words.text("jobs.noconnector") : connector;
        return new JobView(name, null, null, null, null, 0, 0, 0, 0, 0);
    }

    private static int pages(TaskSearch search, TaskQuery query) {
        return Math.max(1, (search.found() + query.size() - 1) / query.size());
    }

    public List<TaskRow> getRows() {
        return rows;
    }

    /** How many tasks are asked for, of how many, in words. */
    public String getCount() {
        if (search.total() == 0) {
            return words.text("tasks.none");
        }
        String all = words.text("counts.total", search.total());
        return query.isFilter() ? Messages.TaskTable_Some(words.number(search.found()), all) : all;
    }

    /** Which of them are on this page, in words; null if all are. */
    public String getRange() {
        return pages(search, query) == 1
                ? null
                : Messages.TaskTable_Range(
                        words.number(first + 1),
                        words.number(first + rows.size()),
                        words.number(search.found()),
                        words.number(query.page()),
                        words.number(pages(search, query)));
    }

    /** Whether some tasks are left out. */
    public boolean isFiltered() {
        return query.isFilter();
    }

    /** The heads of the columns, from left to right. */
    public List<Head> getHeads() {
        return Stream.of(Column.values())
                .map(column -> new Head(
                        column.parameter(),
                        words.text("tasks." + column.parameter()),
                        column != query.sort() ? null : query.descending() ? "descending" : "ascending",
                        query.clicked(column).parameters()))
                .toList();
    }

    /** The links to other pages; empty if there is only one. */
    public List<Turn> getTurns() {
        int last = pages(search, query);
        return last == 1
                ? List.of()
                : List.of(
                        turn("first", 1, query.page() > 1),
                        turn("previous", query.page() - 1, query.page() > 1),
                        turn("next", query.page() + 1, query.page() < last),
                        turn("last", last, query.page() < last));
    }

    private Turn turn(String name, int page, boolean exists) {
        return new Turn(
                name, words.text("script." + name), exists ? query.onPage(page).parameters() : null);
    }

    /** What the outcomes can be filtered by. */
    public List<TaskOption> getOutcomes() {
        return withAsked(search.outcomeOptions(words), query.filter().outcome());
    }

    public TaskFilter getFilter() {
        return query.filter();
    }

    /** What the table is filtered by that the form does not show, in words; empty if there is none. */
    public List<String> getFilterWords() {
        TaskFilter filter = query.filter();
        List<String> parts = new ArrayList<>();
        if (filter.result() != null) {
            boolean none = filter.result().equals(TaskFilter.NONE);
            parts.add((none
                            ? Presentation.ofNoResult(words.locale())
                            : Presentation.ofResult(Term.of(ExecutionResult.class, filter.result()), words.locale()))
                    .word());
        }
        if (filter.code() != null) {
            parts.add(
                    filter.code().equals(TaskFilter.NONE)
                            ? words.text("script.nocode")
                            : words.text("script.code", filter.code()));
        }
        if (filter.file() != null) {
            // All rows are of that file.
            String name = rows.isEmpty() ? filter.file() : rows.get(0).task().name();
            parts.add(words.text("script.file", name));
        }
        return parts;
    }

    /** What the connectors can be filtered by. */
    public List<TaskOption> getConnectors() {
        return withAsked(new ArrayList<>(search.connectorOptions(words.text("jobs.noconnector"))), query.connector());
    }

    /** What a link to the table of another run asked for stays a choice, of no task. */
    private static List<TaskOption> withAsked(List<TaskOption> options, String asked) {
        if (asked != null && options.stream().noneMatch(TaskOption::selected)) {
            options.add(TaskOption.of(asked, asked, 0, asked));
        }
        return options;
    }

    /** What the changes can be filtered by; empty where the run was compared with none and the query names no change. */
    public List<TaskOption> getChanges() {
        if (run.getChanges() == null && query.change() == null) {
            return List.of();
        }
        return Stream.of(Change.values())
                .map(change -> new TaskOption(change.parameter(), change.label(), -1, change == query.change()))
                .toList();
    }

    public List<TaskOption> getSizes() {
        return TaskQuery.SIZES.stream()
                .map(size -> new TaskOption(String.valueOf(size), String.valueOf(size), -1, size == query.size()))
                .toList();
    }

    /** What is searched for, or null. */
    public String getText() {
        return query.text();
    }

    /** What stands for the order in the URL, or null for the usual one. */
    public String getOrder() {
        return query.sort() == null ? null : query.order();
    }

    /** The URL's parameters of this page, with a question mark; what is usual is left out. */
    public String getParameters() {
        return query.parameters();
    }

    /** The URL's parameters without filters. */
    public String getAllParameters() {
        return query.all().parameters();
    }
}
