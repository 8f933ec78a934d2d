package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
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
        // A phone has a page of ten rows, failures first.
        assertThat(browser.texts(FILES)).hasSize(width == 390 ? 10 : 12);
        browser.picture(Path.of("target", "report-pages", width + (dark ? "-dark.png" : "-light.png")));
    }

    @Test
    void anEmptyRunHasNoBarriersEither() throws IOException {
        browser.open(report(RunBodies.of("{\"run\":{}}")), 390, true);

        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.find("h1").getText()).isEqualTo("Synchronization run: not started");
    }

    @Test
    void whatIsWrongIsFoundAndACheckThatCannotRunFails() {
        browser.open("data:text/html,<img src=x>", 390, false);

        assertThat(browser.barriers().toString()).contains("image-alt: ");
        assertThatThrownBy(() -> browser.barriersIn("#nowhere")).isInstanceOf(JavascriptException.class);
    }

    @Test
    void theTableSortsByKeyboard() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        browser.tabTo("#table th:nth-child(5) button");
        browser.press(Keys.ENTER);
        browser.untilThereIs("#table th:nth-child(5)[aria-sort=ascending]");
        assertThat(browser.texts(FILES).get(0)).isEqualTo("Plant/Archive-2025.ifc");

        browser.press(Keys.SPACE);
        browser.untilThereIs("#table th:nth-child(5)[aria-sort=descending]");
        assertThat(browser.texts(FILES).get(0)).isEqualTo("Tower-A/Architecture.rvt");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void theTableFiltersAndSearchesByKeyboard() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        browser.tabTo("#controls label:nth-of-type(2) select");
        browser.press(Keys.ARROW_DOWN);
        untilStatus("1 to 2 of 2 matching tasks, 12 in total");
        assertThat(browser.texts(FILES)).containsExactly("Site/Utilities-Existing.dwg", "Tower-B/Interior.rvt");

        browser.tabTo("#controls label:nth-of-type(3) select");
        browser.press("REVIT");
        untilStatus("1 to 1 of 1 matching tasks, 12 in total");

        browser.tabTo("#controls button[type=reset]");
        browser.press(Keys.ENTER);
        untilStatus("1 to 12 of 12 tasks");

        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();
        browser.tabTo("#controls input");
        browser.press("bridge wrapper");
        untilStatus("1 to 1 of 1 matching tasks, 12 in total");
        browser.press(" of nowhere");
        untilStatus("No matching tasks. Change the search or the filters.");
    }

    @Test
    void theTablePagesByKeyboard() throws IOException {
        browser.open(report(RunBodies.many(250, 2)), 1440, false);
        untilReady();
        untilStatus("1 to 50 of 250 tasks");
        assertThat(browser.texts(FILES)).hasSize(50);

        browser.tabTo("#pages button:nth-of-type(3)");
        browser.press(Keys.ENTER);
        untilStatus("51 to 100 of 250 tasks");
        browser.tabTo("#pages button:nth-of-type(4)");
        browser.press(Keys.ENTER);
        untilStatus("201 to 250 of 250 tasks");
        assertThat(browser.texts(FILES)).hasSize(50).endsWith("file-249.dgn");
        assertThat(browser.find("#pages button:nth-of-type(3)").getAttribute("aria-disabled"))
                .isEqualTo("true");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void aLargeRunIsFilteredWithFewRowsInThePage() throws IOException {
        browser.open(report(RunBodies.many(30_000, 10)), 1440, false);
        untilStatus("1 to 50 of 30,000 tasks");

        browser.tabTo("#controls input");
        browser.press("file-29999.");

        untilStatus("1 to 1 of 1 matching tasks, 30,000 in total");
        assertThat(browser.count("#table tbody tr")).isEqualTo(1);
        assertThat(browser.texts(FILES)).containsExactly("file-29999.dgn");
    }

    @Test
    void everyNumberAndEveryFileLeadsToExactlyItsRows() throws IOException {
        browser.open(report(RunBodies.everyEnding()), 1440, false);
        untilReady();

        long links = (long) browser.evaluate("return document.querySelectorAll('a[data-filter]').length");
        assertThat(links).isGreaterThan(30);
        for (int i = 0; i < links; i++) {
            String name = (String) browser.evaluate(
                    "const link = document.querySelectorAll('a[data-filter]')[arguments[0]]; link.click();"
                            + "return link.textContent.trim()",
                    i);
            browser.until(
                    driver -> driver.findElement(By.id("status")).getText().contains("matching"));
            String status = browser.find("#status").getText();
            Matcher number = Pattern.compile("[0-9]+").matcher(name);
            String rows = name.startsWith("file-") ? "1" : number.find() ? number.group() : name;
            assertThat(status).as(name).contains(" of " + rows + " matching tasks");
            browser.evaluate("document.querySelector('#controls form').reset()");
            browser.until(
                    driver -> !driver.findElement(By.id("status")).getText().contains("matching"));
        }
    }

    @Test
    void aFilterOfALinkIsShownAndCanBeRemoved() throws IOException {
        browser.open(report(RunBodies.many(1000, 10)), 1440, false);
        untilReady();

        browser.tabTo("a.all");
        browser.press(Keys.ENTER);
        untilStatus("1 to 50 of 100 matching tasks, 1,000 in total");
        assertThat(browser.texts(FILES)).startsWith("file-10.dgn", "file-20.dgn");
        assertThat(browser.find(".chips").getText()).startsWith("Code: TAE_BRG_1000");

        browser.tabTo("#controls label:nth-of-type(2) select");
        browser.tabTo(".chips button");
        browser.press(Keys.ENTER);
        browser.until(
                driver -> driver.findElements(By.cssSelector(".chips button")).isEmpty());
        untilStatus("1 to 50 of 100 matching tasks, 1,000 in total");
    }

    @ParameterizedTest
    @CsvSource({"1440", "1024"})
    void aRowIsOneLineAndFiftyAreShort(int width) throws IOException {
        browser.open(report(RunBodies.everyEnding()), width, false);
        untilReady();

        assertThat(browser.texts(FILES)).hasSize(50);
        assertThat(browser.find("#table").getSize().getHeight()).isLessThan(2500);
        assertThat(browser.find("#table tbody tr").getSize().getHeight()).isLessThan(40);
        assertThat((long) browser.evaluate("return document.documentElement.scrollHeight"))
                .isLessThan(9000);
        assertThat((boolean) browser.evaluate(
                        "const jobs = document.querySelector('.wide'); return jobs.scrollWidth <= jobs.clientWidth"))
                .isTrue();
    }

    @Test
    void onAPhoneThereAreTenRowsAndTheFailuresComeFirst() throws IOException {
        browser.open(report(RunBodies.many(100, 10)), 390, false);
        untilReady();

        assertThat(browser.texts(FILES)).hasSize(10).startsWith("file-10.dgn", "file-20.dgn");
        assertThat(browser.stickingOut()).isEmpty();
    }

    @Test
    void theSkipLinkIsFirstAndLeadsToTheContent() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        browser.press(Keys.TAB);
        browser.untilThereIs(":focus");
        assertThat(browser.texts(":focus")).containsExactly("Skip to content");
        browser.press(Keys.ENTER);
        browser.untilThereIs("#main:focus");
    }

    @Test
    void pointingAtATimeShowsTheReadersOwn() throws IOException {
        browser.open(report(RunBodies.threeJobs()), 1440, false);
        untilReady();

        assertThat(browser.evaluate("return [...document.querySelectorAll('time')].every(time => time.title)"))
                .isEqualTo(true);
    }

    @Test
    void eachDetailOfATaskHasAName() throws IOException {
        browser.open(report(RunBodies.withTexts(name -> name)), 1440, false);
        untilReady();
        browser.tabTo("#table summary");
        browser.press(Keys.ENTER);

        browser.untilThereIs("#table details[open] dt");
        assertThat(browser.texts("#table details[open] dt")).contains("Time").doesNotContain("", "undefined");
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
            browser.untilThereIs("#table details[open]");
        }

        assertThat(browser.evaluate("return typeof window.hacked")).isEqualTo("undefined");
        assertThat(browser.count("main img, main script, [onerror], [onload], iframe, a[href^='javascript' i]"))
                .isZero();
        assertThat(browser.stickingOut()).isEmpty();
        assertThat(browser.find("article h3").getText()).startsWith("errorCode\"'><img src=x onerror=");
        assertThat(browser.find("main").getText())
                .contains("שלום עולם 😀", "{{7*7}}")
                .doesNotContain("\u202E", "\u2066");
        // The page has been loaded without script; axe itself waits for half a minute where its timers do not run.
        browser.allowScript(true);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void withoutScriptEverythingIsThere() throws IOException {
        browser.allowScript(false);
        browser.open(report(RunBodies.many(2000, 2)), 1440, false);

        assertThat(browser.texts("h2"))
                .containsExactly("Failures 1,000 tasks", "Jobs and connector issues", "Timeline", "All tasks");
        assertThat(browser.count("article")).isEqualTo(1);
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
        untilStatus("1 to 1 of 1 matching tasks, 1,000 in total");

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
