package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The report as one file, opened from disk in a real browser. */
class ReportPageIT {

    private static final String FILES = "#table tbody th bdi";

    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void withScript() {
        browser.allowScript(true);
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1440,false", "1440,true", "768,false", "768,true", "390,false", "390,true"})
    void isReadableAtAnyWidthInLightAndDark(int width, boolean dark) throws IOException {
        browser.open(report(RunBodies.threeJobs()), width, dark);
        untilReady();

        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.stickingOut()).isEmpty();
        assertThat(browser.find("h1").getText()).isEqualTo("Synchronization run: partial success");
        assertThat(browser.texts(FILES)).hasSize(12);
        browser.picture(Path.of("target", "report-pages", width + (dark ? "-dark.png" : "-light.png")));
    }

    @Test
    void anEmptyRunHasNoBarriersEither() throws IOException {
        browser.open(report(RunBodies.of("{\"run\":{}}")), 390, true);

        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.find("h1").getText()).isEqualTo("Synchronization run: not started");
    }

    @Test
    void theTableSortsByKeyboard() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        browser.tabTo("#table th:nth-child(5) button");
        browser.press(Keys.ENTER);
        assertThat(browser.find("#table th:nth-child(5)").getAttribute("aria-sort"))
                .isEqualTo("ascending");
        assertThat(browser.texts(FILES).get(0)).isEqualTo("Plant/Archive-2025.ifc");

        browser.press(Keys.SPACE);
        assertThat(browser.find("#table th:nth-child(5)").getAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(browser.texts(FILES).get(0)).isEqualTo("Tower-A/Architecture.rvt");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void theTableFiltersAndSearchesByKeyboard() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        browser.tabTo("#controls label:nth-of-type(2) select");
        browser.press(Keys.ARROW_DOWN);
        untilStatus("Matching tasks 1 to 2 of 2, 12 in all");
        assertThat(browser.texts(FILES)).containsExactly("Site/Utilities-Existing.dwg", "Tower-B/Interior.rvt");

        browser.tabTo("#controls label:nth-of-type(3) select");
        browser.press("REVIT");
        untilStatus("Matching tasks 1 to 1 of 1, 12 in all");

        browser.tabTo("#controls button[type=reset]");
        browser.press(Keys.ENTER);
        untilStatus("Tasks 1 to 12 of 12");

        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();
        browser.tabTo("#controls input");
        browser.press("bridge wrapper");
        untilStatus("Matching tasks 1 to 1 of 1, 12 in all");
        browser.press(" of nowhere");
        untilStatus("No task matches. Change the search or the filters.");
    }

    @Test
    void theTablePagesByKeyboard() throws IOException {
        browser.open(report(RunBodies.many(250, 2)), 1440, false);
        untilReady();
        untilStatus("Tasks 1 to 100 of 250");
        assertThat(browser.texts(FILES)).hasSize(100);

        browser.tabTo("#pages button:nth-of-type(3)");
        browser.press(Keys.ENTER);
        untilStatus("Tasks 101 to 200 of 250");
        browser.press(Keys.ENTER);
        untilStatus("Tasks 201 to 250 of 250");
        assertThat(browser.texts(FILES)).hasSize(50).startsWith("file-201.dgn");
        assertThat(browser.find("#pages button:nth-of-type(3)").getAttribute("aria-disabled"))
                .isEqualTo("true");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void aLargeRunIsFilteredWithFewRowsInThePage() throws IOException {
        browser.open(report(RunBodies.many(30_000, 10)), 1440, false);
        untilStatus("Tasks 1 to 100 of 30,000");

        browser.tabTo("#controls input");
        browser.press("file-29999.");

        untilStatus("Matching tasks 1 to 1 of 1, 30,000 in all");
        assertThat(browser.count("#table tbody tr")).isEqualTo(1);
        assertThat(browser.texts(FILES)).containsExactly("file-29999.dgn");
    }

    @Test
    void fromTheDescriptionsALinkLeadsToAllTasksThatDidNotSucceed() throws IOException {
        browser.open(report(RunBodies.many(1000, 10)), 1440, false);
        untilReady();

        browser.tabTo("#allfailed");
        browser.press(Keys.ENTER);

        untilStatus("Matching tasks 1 to 100 of 100, 1,000 in all");
        assertThat(browser.texts(FILES)).startsWith("file-10.dgn", "file-20.dgn");
    }

    @Test
    void theSkipLinkIsFirstAndLeadsToTheContent() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);

        browser.press(Keys.TAB);
        assertThat(browser.evaluate("return document.activeElement.textContent"))
                .isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        assertThat(browser.evaluate("return document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void pointingAtATimeShowsTheReadersOwn() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        assertThat(browser.evaluate("return [...document.querySelectorAll('time')].every(time => time.title)"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"1440,true", "390,true", "1440,false", "390,false"})
    void hostileTextIsText(int width, boolean script) throws IOException {
        String hostile =
                "\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script><svg/onload=hacked=1>"
                        + "</title></textarea></noscript></script><!--\u202Egnp.exe\u2066 שלום עולם 😀 "
                        + "javascript:alert(1) ${7*7} {{7*7}} " + "W".repeat(10_000);
        browser.allowScript(script);
        browser.open(report(RunBodies.withTexts(name -> name + hostile)), width, false);
        if (script) {
            untilReady();
            browser.tabTo("#table summary");
            browser.press(Keys.ENTER);
            assertThat(browser.count("#table details[open]")).isEqualTo(1);
        }

        assertThat(browser.evaluate("return typeof window.hacked")).isEqualTo("undefined");
        assertThat(browser.count("main img, main script, [onerror], [onload], iframe, a[href^='javascript' i]"))
                .isZero();
        assertThat(browser.stickingOut()).isEmpty();
        assertThat(browser.find("article h3").getText()).startsWith("file\"'><img src=x onerror=");
        assertThat(browser.find("main").getText())
                .contains("שלום עולם 😀", "{{7*7}}")
                .doesNotContain("\u202E", "\u2066");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void withoutScriptEverythingIsThere() throws IOException {
        browser.allowScript(false);
        browser.open(report(RunBodies.many(2000, 2)), 1440, false);

        assertThat(browser.texts("h2"))
                .containsExactly("What did not succeed", "Jobs and issues", "How long it took", "All tasks");
        assertThat(browser.count("article")).isEqualTo(50);
        assertThat(browser.count("table.tasks tbody tr")).isEqualTo(2000);
        assertThat(browser.count("input, select, #tasks button")).isZero();
    }

    @Test
    void onPaperThereAreAllRowsAndNoControls() throws IOException {
        browser.open(report(RunBodies.many(1000, 100)), 1440, false);
        untilReady();
        int whole = browser.printedBytes();
        browser.tabTo("#controls input");
        browser.press("file-1000.");
        untilStatus("Matching tasks 1 to 1 of 1, 1,000 in all");

        assertThat(whole).isGreaterThan(2 * browser.printedBytes());
        browser.media("print", false);
        assertThat(browser.find("#controls").isDisplayed()).isFalse();
        assertThat(browser.find("nav").isDisplayed()).isFalse();
        assertThat(browser.find("#table").isDisplayed()).isTrue();
    }

    /** Waits until the page's script has read all tasks. */
    private static void untilReady() {
        browser.until(
                driver -> driver.findElements(By.cssSelector("script.rows")).isEmpty()
                        && driver.findElements(By.id("status")).stream()
                                .noneMatch(status -> status.getText().isEmpty()));
    }

    private static void untilStatus(String text) {
        browser.until(driver -> driver.findElement(By.id("status")).getText().equals(text));
    }

    private String report(byte[] body) throws IOException {
        Path file = folder.resolve("report.html");
        try (OutputStream page = Files.newOutputStream(file)) {
            HtmlReport.of(ReportOptions.defaults()).write(() -> new ByteArrayInputStream(body), page);
        }
        return file.toUri().toString();
    }
}
