package io.jenkins.plugins.synchronization.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.support.ui.Select;

/** The plugin's pages in a real browser, from a real Jenkins that enforces its Content-Security-Policy. */
class PagesTest {

    private static final int[] WIDTHS = {390, 768, 1440};

    /** What is wrong with every form of Jenkins 2.541: its labels have no "for", help is last, errors are a light red. */
    private static final String[] FAULTS_OF_FORMS = {"label", "select-name", "tabindex", "color-contrast"};

    private static PageJenkins jenkins;
    private static Browser browser;

    @BeforeAll
    static void start() throws Throwable {
        jenkins = PageJenkins.start(PagesTest.class);
        browser = jenkins.browser();
        Scene.set(jenkins);
        HostileScene.set(jenkins);
    }

    @AfterAll
    static void stop() throws Exception {
        if (jenkins != null) {
            jenkins.close();
        }
    }

    @Test
    void thePolicyIsEnforced() throws Exception {
        HttpURLConnection page =
                (HttpURLConnection) URI.create(jenkins.address("login")).toURL().openConnection();

        assertThat(page.getHeaderField(PageJenkins.POLICY)).contains("default-src 'self'", "script-src");
        assertThat(page.getHeaderField(PageJenkins.POLICY + "-Report-Only")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void isReadableAtAnyWidthInLightAndDark(Shown page) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (int width : WIDTHS) {
            open(page, width);
            all.assertThat(browser.count("footer"))
                    .as("whole: " + page + " at " + width)
                    .isEqualTo(1);
            for (boolean dark : new boolean[] {false, true}) {
                String where = page + " at " + width + (dark ? " dark" : " light");
                browser.media("screen", dark);
                all.assertThat(barriers(page)).as("barriers: " + where).isEmpty();
                all.assertThat(browser.stickingOut())
                        .as("sticking out: " + where)
                        .isEmpty();
            }
            all.assertThat(browser.policyViolations())
                    .as("policy: " + page + " at " + width)
                    .isEmpty();
            all.assertThat(complaints()).as("console: " + page + " at " + width).isEmpty();
        }
        all.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void hostileTextIsText(Hostile page) throws Exception {
        jenkins.open(page.path(), page.user(), 390, false);

        assertThat(browser.evaluate("return typeof window.hacked")).isEqualTo("undefined");
        assertThat(browser.count(
                        "#main-panel :is([onerror], [onload], [onmouseover], a[href^='javascript' i], img[src='x'])"))
                .isZero();
        if (page.showsTexts()) {
            assertThat(browser.find("#main-panel").getText()).contains("<img src=x", "{{7*7}}", "&lt;b&gt;", "😀");
        }
        assertThat(browser.stickingOut()).isEmpty();
        assertThat(browser.policyViolations()).isEmpty();
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aPageOfManyTasksHasFewElements() throws Exception {
        jenkins.open(Shown.REPORT_HUGE.path(), Users.CLASSIC, 1440, false);

        assertThat(browser.count("*")).isLessThan(5000);
        assertThat(browser.find("#main-panel").getText()).contains("100,000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void showAllEmptiesTheSearchAndKeepsOrderAndSize(int width) throws Exception {
        open(Shown.REPORT_PARTIAL_SUCCESS, width);
        String size = width < 500 ? "10" : "50";
        untilSize(size);
        new Select(browser.find("#all-tasks select[name=size]")).selectByValue("25");
        browser.find("#all-tasks [type=search]").sendKeys("site");
        untilStatus("of 12 tasks");
        browser.evaluate("document.querySelector('#all-tasks th:nth-child(2) a').click()");
        browser.until(driver -> driver.getCurrentUrl().contains("sort=file"));

        browser.find("#all-tasks [data-reset]").click();
        browser.until(
                driver -> browser.find("#all-tasks [role=status]").getText().equals("12 tasks"));

        assertThat(browser.find("#all-tasks [type=search]").getDomProperty("value"))
                .isEmpty();
        assertThat(browser.evaluate("return location.search")).isEqualTo("?sort=file&size=25");
        browser.evaluate("document.querySelector(\"a[href*='outcome=failed'][href$='#all-tasks']\").click()");
        untilStatus("3 of 12 tasks");
        untilSize(size);
    }

    private static void untilSize(String size) {
        browser.until(driver -> browser.find("#all-tasks select[name=size]")
                .getDomProperty("value")
                .equals(size));
    }

    private static void untilStatus(String text) {
        browser.until(
                driver -> browser.find("#all-tasks [role=status]").getText().contains(text));
    }

    @ParameterizedTest
    @EnumSource
    void canBeUsedByKeyboard(Shown page) throws Exception {
        open(page, 1440);

        FocusWalk walk = FocusWalk.through(browser, page.area());

        assertThat(walk.missed()).isEmpty();
        assertThat(walk.unseen()).isEmpty();
    }

    private static void open(Shown page, int width) throws Exception {
        jenkins.open(page.path(), page.user(), width, false);
        page.prepare(browser);
    }

    /** What the browser complained about, except Jenkins' own script of classic build pages, which is on new ones as well. */
    private static List<String> complaints() {
        return browser.complaints().stream()
                .filter(line -> !line.contains("/lib/hudson/build-caption.js"))
                .toList();
    }

    private static List<?> barriers(Shown page) {
        return browser.barriersIn(page.area(), page.isForm() ? FAULTS_OF_FORMS : new String[0]);
    }
}
