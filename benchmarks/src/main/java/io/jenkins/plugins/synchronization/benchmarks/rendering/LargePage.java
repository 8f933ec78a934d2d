package io.jenkins.plugins.synchronization.benchmarks.rendering;

import io.jenkins.plugins.synchronization.benchmarks.HugeBody;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** How soon a real Chromium shows the report of 100,000 tasks, and how soon a filter of its table answers. */
public final class LargePage {

    private static final int TASKS = 100_000;
    private static final int TIMES = 5;

    /** Resolves with milliseconds since the navigation began: the first content, and the table being usable. */
    private static final String READY = """
            const done = arguments[0];
            const look = () => document.querySelector('script.rows') || document.readyState !== 'complete'
                ? setTimeout(look, 5)
                : done([performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.now()]);
            look();
            """;

    /** Types a search that matches a few tasks, and resolves with the milliseconds until the table has changed. */
    private static final String SEARCH = """
            const done = arguments[0];
            const status = document.getElementById('status');
            const began = performance.now();
            new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))))
                .observe(status, {childList: true, characterData: true, subtree: true});
            const search = document.querySelector('#controls input[type=search]');
            search.value = '999';
            search.dispatchEvent(new Event('input'));
            """;

    private LargePage() {}

    /** Measures and prints; takes the paths of Chromium and of its driver. */
    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("report", ".html");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(arguments[0]);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(arguments[1]))
                        .usingAnyFreePort()
                        .build(),
                options);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                HtmlReport.of(ReportOptions.defaults()).write(() -> new ByteArrayInputStream(HugeBody.of(TASKS)), out);
            }
            browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
            double[] shown = new double[TIMES];
            double[] usable = new double[TIMES];
            double[] searched = new double[TIMES];
            for (int time = 0; time < TIMES; time++) {
                browser.get(file.toUri().toString());
                Iterable<?> ready = (Iterable<?>) browser.executeAsyncScript(READY);
                var figures = ready.iterator();
                shown[time] = ((Number) figures.next()).doubleValue();
                usable[time] = ((Number) figures.next()).doubleValue();
                searched[time] = ((Number) browser.executeAsyncScript(SEARCH)).doubleValue();
            }
            System.out.printf("%d tasks, %.1f MB, medians of %d%n", TASKS, Files.size(file) / 1e6, TIMES);
            System.out.printf("first content        %5.0f ms%n", median(shown));
            System.out.printf("all tasks filterable %5.0f ms%n", median(usable));
            System.out.printf("a search answered in %5.0f ms%n", median(searched));
        } finally {
            browser.quit();
            Files.delete(file);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
