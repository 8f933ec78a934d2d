package io.jenkins.plugins.synchronization.pages;

import io.jenkins.plugins.synchronization.browser.Browser;
import org.openqa.selenium.support.ui.Select;

/** The pages that people look at: each with who looks, and which elements of it are the plugin's. */
enum Shown {
    REPORT_PARTIAL_SUCCESS("job/site-model/7/synchronization/"),
    REPORT_SUCCESS("job/success/1/synchronization/"),
    REPORT_ERROR("job/site-model/5/synchronization/"),
    REPORT_EMPTY("job/empty/1/synchronization/"),
    REPORT_HUGE("job/huge/1/synchronization/"),
    REPORT_HUGE_FILTERED("job/huge/1/synchronization/?outcome=failed&connector=REVIT"),
    RUN_LIST("job/two-models/1/synchronization/"),
    REPORT_NEW("job/site-model/7/synchronization/", Users.NEW, ".synchronization-page"),
    BUILD("job/site-model/7/"),
    BUILD_NEW("job/site-model/7/", Users.NEW, ".jenkins-card:has(.synchronization-brief)"),
    LIVE("job/running/1/synchronization/"),
    LIVE_BUILD("job/running/1/"),
    LIVE_BUILD_NEW("job/running/1/", Users.NEW, ".jenkins-card:has(.synchronization-brief)"),
    JOB("job/site-model/", Users.CLASSIC, ".synchronization-job") {
        @Override
        void prepare(Browser browser) {
            browser.untilThereIs(".synchronization-trend__picture");
        }
    },
    JOB_NEW("job/site-model/", Users.NEW, ".synchronization-job") {
        @Override
        void prepare(Browser browser) {
            browser.untilThereIs(".synchronization-trend__picture");
        }
    },
    TREND("job/site-model/synchronization-trend/"),
    BADGE("job/site-model/synchronization/"),
    LIST_VIEW("view/Synchronization/", Users.CLASSIC, "td:has(> a > .synchronization-look)"),
    WAITS("manage/synchronization-waits/", Users.CLASSIC, ".synchronization-waits"),
    CONFIGURATION("manage/configure", Users.CLASSIC, "section:has([name='_.defaultTimeoutMinutes'])"),
    FREESTYLE("job/freestyle/configure", Users.CLASSIC, "[descriptorid$=SynchronizationRunBuilder]"),
    SNIPPETS("pipeline-syntax/", Users.CLASSIC, "form[name=config]") {
        @Override
        void prepare(Browser browser) {
            new Select(browser.find("select.dropdownList"))
                    .selectByVisibleText("waitForSynchronizationRun: Wait for iTwin synchronization run");
            browser.untilThereIs("[name='_.connectionId']");
        }
    };

    private final String path;
    private final Users user;
    private final String area;

    Shown(String path) {
        this(path, Users.CLASSIC, "#main-panel");
    }

    Shown(String path, Users user, String area) {
        this.path = path;
        this.user = user;
        this.area = area;
    }

    String path() {
        return path;
    }

    Users user() {
        return user;
    }

    /** The elements that are the plugin's, as a CSS selector. */
    String area() {
        return area;
    }

    /** Whether the area is a form of Jenkins' own controls. */
    boolean isForm() {
        return this == CONFIGURATION || this == FREESTYLE || this == SNIPPETS;
    }

    /** Does what has to be done once the page is open, before there is what to look at. */
    void prepare(Browser browser) {}
}
