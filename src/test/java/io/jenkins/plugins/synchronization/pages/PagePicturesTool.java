package io.jenkins.plugins.synchronization.pages;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** The pictures of pages in docs/images. Not part of the suite: {@code mvn test -Dtest=PagePicturesTool} takes them again. */
class PagePicturesTool {

    private static final Path IMAGES = Path.of("docs", "images");
    private static final String MAIN = "#main-panel";

    private static PageJenkins jenkins;
    private static Browser browser;

    @BeforeAll
    static void start() throws Throwable {
        jenkins = PageJenkins.start(PagePicturesTool.class);
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
    void ofThePages() throws Exception {
        take("jenkins-report", Shown.REPORT_PARTIAL_SUCCESS, 1200, false, MAIN, 1100);
        take("jenkins-report-dark", Shown.REPORT_PARTIAL_SUCCESS, 1200, true, MAIN, 1100);
        take("jenkins-report-phone", Shown.REPORT_PARTIAL_SUCCESS, 390, true, MAIN, 1100);
        take("jenkins-tasks", Shown.REPORT_PARTIAL_SUCCESS, 1440, false, "#all-tasks", 660);
        take("jenkins-runs", Shown.RUN_LIST, 1200, false, MAIN, 370);
        take("jenkins-live", Shown.LIVE, 1200, false, MAIN, 410);
        take("jenkins-build", Shown.BUILD, 1200, false, MAIN, 320);
        take("jenkins-build-new", Shown.BUILD_NEW, 1200, true, "#page-body", 935);
        take("jenkins-job", Shown.JOB, 1200, false, MAIN, 800);
        take("jenkins-badge", Shown.BADGE, 1200, false, MAIN, 900);
        take("jenkins-column", Shown.LIST_VIEW, 1200, false, MAIN, 500);
        take("jenkins-waits", Shown.WAITS, 1200, false, MAIN, 290);
        open(Shown.CONFIGURATION, 1200, false);
        browser.evaluate("document.querySelectorAll(\"" + Shown.CONFIGURATION.area()
                + " .advanced-button\").forEach(button => button.click())");
        browser.picture(image("jenkins-configuration"), Shown.CONFIGURATION.area(), 1600);
        take("jenkins-freestyle", Shown.FREESTYLE, 1200, false, Shown.FREESTYLE.area(), 900);
        open(Shown.SNIPPETS, 1200, false);
        browser.find("[name='_.connectionId']").sendKeys("MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg");
        browser.find("[name='_.runId']").sendKeys("latest");
        String credentials = "select[name='_.credentialsId']";
        browser.until(driver -> browser.count(credentials + " option") > 1);
        new Select(browser.find(credentials)).selectByIndex(1);
        browser.find("#generatePipelineScript").click();
        browser.until(driver ->
                !browser.find("#prototypeText").getDomProperty("value").isEmpty());
        browser.evaluate("window.scrollTo(0, 0)");
        browser.picture(image("jenkins-snippets"), Shown.SNIPPETS.area(), 1300);
    }

    private static void take(String name, Shown page, int width, boolean dark, String css, int height)
            throws IOException {
        open(page, width, dark);
        browser.picture(image(name), css, height);
    }

    private static void open(Shown page, int width, boolean dark) throws IOException {
        jenkins.open(page.path(), page.user(), width, dark);
        page.prepare(browser);
    }

    private static Path image(String name) {
        return IMAGES.resolve(name + ".png");
    }
}
