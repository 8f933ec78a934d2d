package io.jenkins.plugins.synchronization.page.tasks;

import static io.jenkins.plugins.synchronization.page.Pages.text;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.synchronization.ReadersLanguage;
import io.jenkins.plugins.synchronization.page.Pages;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.simulator.LargeBody;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The table of all tasks, as who has no script gets it. */
@WithJenkins
class TaskTableTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'${1+1}%{x}</script>";

    @RegisterExtension
    static final ReadersLanguage LANGUAGE = new ReadersLanguage();

    private static JenkinsRule jenkins;
    private static Pages pages;
    private static WebClient browser;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        pages = new Pages(rule);
        browser = rule.createWebClient().withJavaScriptEnabled(false);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void openAgain() {
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    @Test
    void whatDidNotSucceedIsFirstAndThenFilesFollowByNameUntilAColumnIsClicked() throws Exception {
        FreeStyleBuild build = threeJobs();
        HtmlPage page = open(build, "");
        assertThat(count(page)).isEqualTo("12 tasks");
        assertThat(results(page).subList(0, 2)).allMatch(word -> word.startsWith("✗"));
        assertThat(files(page)).hasSize(12);
        assertThat(files(page).subList(0, 2)).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(files(page).subList(3, 12)).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);

        HtmlPage byFile = head(page, "file").click();
        assertThat(files(byFile))
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
                .hasSize(12);
        assertThat(sorted(byFile)).containsExactly("file ascending");
        HtmlPage backwards = head(byFile, "file").click();
        assertThat(sorted(backwards)).containsExactly("file descending");
        assertThat(files(backwards).get(0)).isEqualTo(files(byFile).get(11));

        HtmlPage byResult = head(backwards, "result").click();
        assertThat(sorted(byResult)).containsExactly("result descending");
        assertThat(results(byResult).subList(0, 2)).allMatch(word -> word.startsWith("✗"));
        assertThat(results(byResult).get(11)).startsWith("✓");
        HtmlPage byConnector = open(build, "?sort=connector");
        assertThat(column(byConnector, 2)).isSorted();
        for (String column : List.of("start", "duration", "retries", "issues", "message")) {
            assertThat(files(open(build, "?sort=-" + column))).hasSize(12).isNotEqualTo(files(page));
        }
    }

    @Test
    void theFormFiltersAndSaysWhatThereIs() throws Exception {
        FreeStyleBuild build = threeJobs();
        HtmlPage page = open(build, "?sort=-file&size=25");
        HtmlForm form = page.querySelector("#all-tasks form");
        assertThat(form.getSelectByName("outcome").getOptions())
                .extracting(HtmlOption::getText)
                .contains("all", "failed (2)", "succeeded (9)");
        assertThat(form.getSelectByName("connector").getOptions())
                .extracting(HtmlOption::getValueAttribute)
                .contains("", "DWG", "REVIT");

        form.getSelectByName("outcome").setSelectedAttribute("failed", true);
        HtmlPage failed =
                form.getOneHtmlElementByAttribute("button", "type", "submit").click();

        assertThat(count(failed)).isEqualTo("2 of 12 tasks");
        assertThat(failed.getUrl().getQuery()).contains("outcome=failed", "sort=-file", "size=25");
        assertThat(files(failed)).contains("Site/Utilities-Existing.dwg").hasSize(2);
        assertThat(text(failed)).contains("TAE_BRG_1000", "Failed to process the file.");
        HtmlPage dwg = open(build, "?outcome=failed&connector=DWG");
        assertThat(column(dwg, 2)).isNotEmpty().allMatch("DWG"::equals);
        HtmlAnchor reset = dwg.querySelector("#all-tasks form a[data-reset]");
        assertThat(count((HtmlPage) reset.click())).isEqualTo("12 tasks");
    }

    @Test
    void wordsAreFoundInFileIdCodeAndMessageInAnyCase() throws Exception {
        FreeStyleBuild build = threeJobs();
        String id = page(open(build, "")).querySelector("dd code").getTextContent();

        assertThat(files(open(build, "?q=utilities"))).containsExactly("Site/Utilities-Existing.dwg");
        assertThat(files(open(build, "?q=EXISTING+site"))).containsExactly("Site/Utilities-Existing.dwg");
        assertThat(files(open(build, "?q=" + encoded(id)))).hasSize(1);
        assertThat(count(open(build, "?q=tae_brg_1000"))).matches("[12] of 12 tasks");
        assertThat(count(open(build, "?q=failed+PROCESS"))).matches("[12] of 12 tasks");
        HtmlPage nothing = open(build, "?q=no+such+word");
        assertThat(count(nothing)).isEqualTo("0 of 12 tasks");
        assertThat(text(nothing)).contains("No matching tasks");
    }

    @Test
    void aLargeRunHasPages() throws Exception {
        FreeStyleBuild build = large(1_234);
        HtmlPage page = open(build, "");
        assertThat(count(page)).isEqualTo("1,234 tasks");
        assertThat(files(page)).hasSize(50).startsWith("file-997", "file-1").endsWith("file-49");
        assertThat(turn(page, "previous")).isEqualTo(HtmlAnchor.ATTRIBUTE_NOT_DEFINED);

        HtmlPage last = page.getAnchorByHref(turn(page, "last")).click();
        assertThat(files(last)).startsWith("file-1201").endsWith("file-1234");
        assertThat(text(last)).contains("1,201 to 1,234 of 1,234, page 25 of 25");
        assertThat(files(open(build, "?page=99999999"))).endsWith("file-1234");
        assertThat(files(open(build, "?sort=file&page=2&size=25")))
                .startsWith("file-26")
                .hasSize(25);
        assertThat(files(open(build, "?sort=-file&size=100")))
                .startsWith("file-1234")
                .hasSize(100);
        assertThat(files(open(build, "?q=file-12&page=3&size=25&sort=file")))
                .startsWith("file-1214")
                .endsWith("file-1234");
        assertThat(page.getByXPath("//*")).hasSizeLessThan(5_000);

        HtmlPage german = pages.openInGerman(build, "synchronization/?q=file-1");
        assertThat(text(german)).contains("346 von 1.234 Aufgaben");
        assertThat(text(pages.openInGerman(build, "synchronization/?page=25")))
                .contains("1.201 bis 1.234 von 1.234, Seite 25 von 25");
    }

    @Test
    void aFilterThatTheFormHasNoFieldForIsNamed() throws Exception {
        FreeStyleBuild build = threeJobs();

        assertThat(text(open(build, "?result=Error"))).contains("2 of 12 tasks");
        assertThat(open(build, "?result=Canceled&outcome=failed")
                        .<DomNode>querySelector("#synchronization-tasks .synchronization-lead")
                        .asNormalizedText()
                        .strip())
                .isEqualTo("canceled");
        assertThat(open(build, "?result=-")
                        .<DomNode>querySelector("#synchronization-tasks .synchronization-lead")
                        .asNormalizedText()
                        .strip())
                .isEqualTo("no result");
    }

    @Test
    void theFragmentIsTheTableAlone() throws Exception {
        FreeStyleBuild build = threeJobs();

        WebResponse fragment = pages.get(build, "synchronization/run/7/table?q=utilities&sort=-duration");

        assertThat(fragment.getStatusCode()).isEqualTo(200);
        assertThat(fragment.getContentType()).isEqualTo("text/html");
        assertThat(fragment.getResponseHeaderValue("Cache-Control")).contains("no-store");
        assertThat(fragment.getContentAsString())
                .contains("data-count=\"1 of 12 tasks\"", "data-parameters=\"?q=utilities&amp;sort=-duration\"")
                .contains("href=\"/jenkins/" + build.getUrl()
                        + "synchronization/run/7/?q=utilities&amp;sort=duration#all-tasks\"")
                .contains("Site/Utilities-Existing.dwg")
                .doesNotContain("<html", "<script", "<form", "Site/Survey-2026.dwg");
    }

    @Test
    void parametersThatMeanNothingAreAsIfNotThere() throws Exception {
        FreeStyleBuild build = threeJobs();

        for (String parameters : List.of(
                "?page=-1&size=7&sort=nothing&change=nothing",
                "?page=x&size=99999999999&sort=-&change=",
                "?page=0&size=&sort=--file&q=+++&result=+&connector=",
                "?sort=file&sort=duration&q=&unknown=1")) {
            assertThat(count(open(build, parameters))).as(parameters).isEqualTo("12 tasks");
        }
        HtmlPage other = open(build, "?result=Vanished&connector=NEW");
        assertThat(count(other)).isEqualTo("0 of 12 tasks");
        HtmlForm form = other.querySelector("#all-tasks form");
        assertThat(form.getSelectByName("connector").getSelectedOptions().get(0).getText())
                .isEqualTo("NEW (0)");
    }

    @Test
    void hostileParametersAndTextsStayText() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.texts(name -> name + HOSTILE));
        String hostile = encoded(HOSTILE);

        for (String parameters : List.of(
                "",
                "?q=" + hostile,
                "?result=" + hostile + "&connector=" + hostile,
                "?sort=" + hostile + "&page=" + hostile + "&size=" + hostile + "&change=" + hostile,
                "?q=" + encoded("\u202E\u0000\r\nX: y"),
                "?q=" + "x".repeat(6000))) {
            for (String view : List.of("", "table")) {
                WebResponse response = pages.get(build, "synchronization/run/7/" + view + parameters);
                assertThat(response.getStatusCode()).isEqualTo(200);
                assertThat(response.getContentAsString())
                        .doesNotContain("<img src=x", "javascript:", "\u202E", "${2}", "x".repeat(300));
            }
        }
        HtmlPage page = open(build, "");
        assertThat(files(page)).containsExactly("sourceFileId" + HOSTILE);
        HtmlPage found = open(build, "?connector=" + encoded("connectorType" + HOSTILE));
        assertThat(count(found)).isEqualTo("1 of 1 task");
        assertThat(((HtmlForm) found.querySelector("#all-tasks form"))
                        .getSelectByName("connector")
                        .getSelectedOptions()
                        .get(0)
                        .getValueAttribute())
                .isEqualTo("connectorType" + HOSTILE);
    }

    @Test
    void changesSinceTheRunBeforeCanBeAskedFor() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild before = jenkins.buildAndAssertSuccess(project);
        Recording.in(before).of("run-1").record("7", files("a Error", "b Error", "c Success", "d Success"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
        Recording.in(build).of("run-2").record("7", files("a Error", "b Success", "c Error", "d Success"));

        assertThat(files(open(build, "?change=still"))).containsExactly("a");
        assertThat(files(open(build, "?change=fixed"))).containsExactly("b");
        HtmlPage failedNew = open(build, "?change=new");
        assertThat(files(failedNew)).containsExactly("c");
        assertThat(results(failedNew).get(0)).contains("failed", "newly failed");
        assertThat(((HtmlForm) open(before, "").querySelector("#all-tasks form")).getSelectsByName("change"))
                .isEmpty();
    }

    @Test
    void whoMayNotReadTheBuildGetsNoTable() throws Exception {
        FreeStyleBuild build = threeJobs();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));

        assertThat(pages.statusAs("reader", build, "synchronization/run/7/table"))
                .isEqualTo(200);
        for (String view : List.of("table", "tasks", "taskTable")) {
            assertThat(pages.statusAs("stranger", build, "synchronization/run/7/" + view))
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutStoredTasksThereIsNoTable() throws Exception {
        FreeStyleBuild build = threeJobs();
        Path folder = build.getRootDir().toPath().resolve("synchronization");
        Files.delete(folder.resolve("7.json.gz"));

        assertThat(pages.open(build, "synchronization/").getElementById("all-tasks"))
                .isNull();
        assertThat(pages.get(build, "synchronization/run/7/table").getStatusCode())
                .isEqualTo(404);
    }

    private static FreeStyleBuild threeJobs() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        return build;
    }

    /** A build with the run of the large body, whose files have numbers instead of opaque IDs. */
    private static FreeStyleBuild large(int tasks) throws Exception {
        FreeStyleBuild build = pages.build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        LargeBody.write(body, tasks);
        AtomicInteger number = new AtomicInteger();
        String numbered = Pattern.compile("(?<=\"storageFileId\":\")[^\"]+")
                .matcher(body.toString(StandardCharsets.UTF_8))
                .replaceAll(id -> "file-" + number.incrementAndGet());
        Recording.in(build).record("7", numbered.getBytes(StandardCharsets.UTF_8));
        return build;
    }

    private static byte[] files(String... filesAndResults) {
        StringBuilder tasks = new StringBuilder();
        for (String task : filesAndResults) {
            String[] parts = task.split(" ");
            tasks.append(tasks.isEmpty() ? "" : ",")
                    .append("{\"sourceFileId\":\"" + parts[0] + "\",\"state\":\"Completed\",\"result\":\"" + parts[1]
                            + "\"}");
        }
        return ("{\"run\":{\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"jobs\":[{\"tasks\":[" + tasks
                        + "]}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HtmlPage open(Run<?, ?> build, String parameters) throws Exception {
        return browser.goTo(build.getUrl() + "synchronization/" + parameters);
    }

    private static DomNode page(HtmlPage page) {
        return page.getElementById("synchronization-tasks");
    }

    private static String count(HtmlPage page) {
        return page.querySelector("#all-tasks [role=status]").getTextContent().strip();
    }

    private static List<String> files(HtmlPage page) {
        return page.querySelectorAll("#all-tasks tbody th bdi").stream()
                .map(DomNode::getTextContent)
                .toList();
    }

    private static List<String> results(HtmlPage page) {
        return column(page, 1);
    }

    private static List<String> column(HtmlPage page, int number) {
        return page.querySelectorAll("#all-tasks tbody td:nth-of-type(" + number + ")").stream()
                .map(cell -> cell.getTextContent().strip())
                .toList();
    }

    private static HtmlAnchor head(HtmlPage page, String column) {
        return page.querySelector("#all-tasks thead a[data-turn='" + column + "']");
    }

    private static List<String> sorted(HtmlPage page) {
        return page.querySelectorAll("#all-tasks th[aria-sort]").stream()
                .map(head -> head.<HtmlAnchor>querySelector("a").getAttribute("data-turn") + " "
                        + head.getAttributes().getNamedItem("aria-sort").getNodeValue())
                .toList();
    }

    private static String turn(HtmlPage page, String name) {
        return page.<HtmlAnchor>querySelector("#all-tasks nav a[data-turn='" + name + "']")
                .getHrefAttribute();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
