package io.jenkins.plugins.synchronization.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How soon pages are there. Not part of the suite: {@code mvn test -Dtest=PagesBenchmark}; the numbers are in
 * docs/performance.md.
 */
class PagesBenchmark {

    private static final int TIMES = 7;
    private static final Set<Shown> PAGES = EnumSet.of(
            Shown.REPORT_PARTIAL_SUCCESS,
            Shown.REPORT_HUGE,
            Shown.REPORT_HUGE_FILTERED,
            Shown.RUN_LIST,
            Shown.JOB,
            Shown.LIST_VIEW);
    private static final String TIMING = """
            const page = performance.getEntriesByType('navigation')[0];
            return {
                response: page.responseStart,
                content: performance.getEntriesByName('first-contentful-paint')[0].startTime,
                ready: page.domContentLoadedEventEnd,
                bytes: page.decodedBodySize,
                nodes: document.querySelectorAll('*').length,
            };
            """;

    private static PageJenkins jenkins;
    private static Browser browser;

    @BeforeAll
    static void start() throws Throwable {
        jenkins = PageJenkins.start(PagesBenchmark.class);
        browser = jenkins.browser();
        Scene.set(jenkins);
    }

    @AfterAll
    static void stop() throws Exception {
        if (jenkins != null) {
            jenkins.close();
        }
    }

    @Test
    void thePages() throws Exception {
        System.out.printf(
                "%-28s %10s %10s %10s %10s %8s   (ms, median of %d)%n",
                "page", "response", "content", "ready", "bytes", "elements", TIMES);
        for (Shown page : PAGES) {
            measure(page.name(), page.path(), page.user());
        }
    }

    private static void measure(String name, String path, Users user) throws Exception {
        double[][] found = new double[5][TIMES];
        for (int i = -1; i < TIMES; i++) {
            jenkins.open(path, user, 1440, false);
            Map<?, ?> timing = (Map<?, ?>) browser.evaluate(TIMING);
            assertThat(timing).hasSize(5);
            if (i >= 0) {
                int column = 0;
                for (String key : new String[] {"response", "content", "ready", "bytes", "nodes"}) {
                    found[column++][i] = ((Number) timing.get(key)).doubleValue();
                }
            }
        }
        System.out.printf(
                "%-28s %10.0f %10.0f %10.0f %10.0f %8.0f%n",
                name, median(found[0]), median(found[1]), median(found[2]), median(found[3]), median(found[4]));
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }
}
