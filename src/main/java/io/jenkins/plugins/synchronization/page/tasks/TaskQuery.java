package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.report.page.TaskFilter;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.model.Change;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * Which tasks the table shows, and in what order: what the parameters of a URL say. What they say wrongly is as if it
 * were not there.
 *
 * @param filter by outcome, result, code and file, not null
 * @param connector the API's name of a connector, {@link #NO_CONNECTOR}, or null for all
 * @param change what became of the file, or null for all
 * @param text words to search for, one line, or null
 * @param sort the column to sort by, or null for what did not succeed first, then by file
 * @param descending whether the largest comes first
 * @param page from 1; there may be fewer pages
 * @param size how many tasks a page has, one of {@link #SIZES}
 */
record TaskQuery(
        TaskFilter filter,
        String connector,
        Change change,
        String text,
        Column sort,
        boolean descending,
        int page,
        int size) {

    /** Stands for jobs without a connector. */
    static final String NO_CONNECTOR = "-";

    /** How many tasks a page may have. */
    static final List<Integer> SIZES = List.of(10, 25, 50, 100);

    private static final int USUAL_SIZE = 50;
    private static final int LONGEST_SEARCH = 200;

    /** Reads the parameters of a URL, each null where there is none. */
    static TaskQuery of(UnaryOperator<String> parameter) {
        String sort = parameter.apply("sort");
        boolean descending = sort != null && sort.startsWith("-");
        Column column = Column.ofParameter(descending ? sort.substring(1) : sort);
        int size = number(parameter.apply("size"), USUAL_SIZE);
        return new TaskQuery(
                TaskFilter.of(parameter),
                name(parameter.apply("connector")),
                Change.ofParameter(parameter.apply("change")),
                notBlank(Sanitizer.oneLine(parameter.apply("q"), LONGEST_SEARCH)),
                column,
                column != null && descending,
                Math.max(1, number(parameter.apply("page"), 1)),
                SIZES.contains(size) ? size : USUAL_SIZE);
    }

    /** Whether it leaves tasks out. */
    boolean isFilter() {
        return !filter.isEmpty() || connector != null || change != null || text != null;
    }

    /** The same on another page. */
    TaskQuery onPage(int number) {
        return new TaskQuery(filter, connector, change, text, sort, descending, number, size);
    }

    /** The same after a click on a column's head: sorted by it, or the other way round; from the first page. */
    TaskQuery clicked(Column column) {
        boolean down = column == sort ? !descending : column.isLargestFirst();
        return new TaskQuery(filter, connector, change, text, column, down, 1, size);
    }

    /** The same order and size without filters. */
    TaskQuery all() {
        return new TaskQuery(TaskFilter.NO_FILTER, null, null, null, sort, descending, 1, size);
    }

    /** What stands for the order in URLs; empty for the usual one. */
    String order() {
        return sort == null ? "" : (descending ? "-" : "") + sort.parameter();
    }

    /** The parameters of a URL, with a question mark before them; what is usual is left out. */
    String parameters() {
        StringJoiner parameters = new StringJoiner("&", "?", "");
        if (!filter.isEmpty()) {
            parameters.add(filter.query());
        }
        add(parameters, "connector", connector);
        add(parameters, "change", change == null ? null : change.parameter());
        add(parameters, "q", text);
        add(parameters, "sort", notBlank(order()));
        add(parameters, "page", page == 1 ? null : String.valueOf(page));
        add(parameters, "size", size == USUAL_SIZE ? null : String.valueOf(size));
        return parameters.toString();
    }

    private static void add(StringJoiner parameters, String name, String value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String name(String text) {
        return notBlank(Sanitizer.name(text));
    }

    private static String notBlank(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static int number(String text, int otherwise) {
        return text != null && text.matches("\\d{1,8}") ? Integer.parseInt(text) : otherwise;
    }
}
