package io.jenkins.plugins.synchronization.page;

import static io.jenkins.plugins.synchronization.page.Pages.addresses;
import static io.jenkins.plugins.synchronization.page.Pages.text;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

@WithJenkins
class RunPageTest {

    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'${1+1}%{x}</script>";

    private static Pages pages;
    private static LocaleProvider usual;

    @BeforeAll
    static void start(JenkinsRule rule) {
        pages = new Pages(rule);
    }

    /** As Jenkins does when it starts; the Jenkins of tests does not. */
    @BeforeAll
    static void speakTheReadersLanguage() {
        usual = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
    }

    @AfterAll
    static void speakTheMachinesLanguage() {
        LocaleProvider.setProvider(usual);
    }

    @Test
    void thePageOfTheOnlyRunTellsHowItEndedAndWhatFailed() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build)
                .labelled("Main model")
                .linked("https://example.com/run")
                .record("7", Bodies.threeJobs());

        HtmlPage opened = pages.open(build, "synchronization/");
        String page = text(opened);

        assertThat(counts(opened)).containsExactly("2 failed", "1 skipped", "9 succeeded");
        assertThat(opened.querySelector(".synchronization-cause details").getTextContent())
                .contains("4294967295 (-1)");
        assertThat(addresses(opened))
                .anyMatch(address -> address.endsWith("synchronization/run/7/?outcome=failed#all-tasks"))
                .anyMatch(address -> address.endsWith("synchronization/run/7/?outcome=failed#all-tasks"));
        assertThat(page)
                .contains("Synchronization run Main model", "partial success", "6 min 52 s", " ago")
                .contains("12 tasks in 3 jobs", "iTwin Platform", "View run")
                .contains(Recording.CONNECTION, Recording.RUN)
                .contains("Connector issues: 2 errors, 165 warnings, 35 other issues")
                .contains("SomeTasksFailed", "2 of 12 files could not be synchronized.")
                .contains("Site/Utilities-Existing.dwg", "TAE_BRG_1000", "Failed to process the file.")
                .contains("Failed to orchestrate Run.", "Error exit code received from bridge wrapper.")
                .contains("Contact support", "TAE_DL_0403", "You can fix this")
                .contains("Failures 2 tasks", "Jobs and connector issues", "DWG", "REVIT", "Timeline")
                .doesNotContain("canceled", "0 other");
        assertThat(pages.open(build, "synchronization/run/7/").getTitleText()).contains(build.getFullDisplayName());
    }

    @Test
    void severalRunsAreAListOfTheirPages() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("first").record("7", Bodies.threeJobs());
        Recording.in(build).labelled("second").record("node_8-a", Bodies.run("Success", "Success"));

        HtmlPage list = pages.open(build, "synchronization/");

        assertThat(text(list))
                .contains("2 runs, worst first", "12 tasks: 9 succeeded, 2 failed, 1 skipped")
                .containsSubsequence("first", "partial success: SomeTasksFailed", "second", "succeeded", "3 min 12 s");
        assertThat(list.getAnchorByText("second").getHrefAttribute())
                .endsWith(build.getUrl() + "synchronization/run/node_8-a/");
        HtmlPage second = pages.open(build, "synchronization/run/node_8-a/");
        assertThat(text(second)).contains("1 task in 1 job", "Every task succeeded");
        assertThat(pages.get(build, "synchronization/run/nothing/").getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void linksLeadToTheWebPageAndTheKnowledgeBaseOnlyByHttp() throws Exception {
        FreeStyleBuild good = pages.build();
        Recording.in(good)
                .linked("https://example.com/run")
                .record("7", Bodies.texts(name -> name.equals("kbArticleLink") ? "https://example.com/kb" : "Error"));
        FreeStyleBuild bad = pages.build();
        Recording.in(bad)
                .linked("javascript:alert(1)")
                .record("7", Bodies.texts(name -> name.equals("kbArticleLink") ? "javascript:alert(1)" : "Error"));

        assertThat(addresses(pages.open(good, "synchronization/")))
                .contains("https://example.com/run", "https://example.com/kb");
        assertThat(addresses(pages.open(bad, "synchronization/")))
                .noneMatch(address -> address.contains("javascript:"));
    }

    @Test
    void hostileTextStaysTextOnEveryPage() throws Exception {
        FreeStyleBuild build = pages.build();
        byte[] body = Bodies.texts(name -> name + HOSTILE);
        Recording.in(build)
                .labelled("another" + HOSTILE)
                .from("server" + HOSTILE)
                .record("7", body);
        assertHostileTextIsText(pages.open(build, "synchronization/"));
        Recording.in(build).labelled("label" + HOSTILE).from("server" + HOSTILE).record("8", body);

        for (String page : List.of("synchronization/", "synchronization/run/8/", "")) {
            assertHostileTextIsText(pages.open(build, page));
        }
        HtmlAnchor badge = pages.open(build, "../").querySelector("a.synchronization-badge");
        assertThat(badge.getAttribute("tooltip")).contains("label" + HOSTILE);
        assertThat(badge.getElementsByTagName("img")).isEmpty();
        String report = text(pages.open(build, "synchronization/run/8/"));
        for (String field :
                List.of("label", "server", "result", "errorKey", "description", "connectorType", "sourceFileId")) {
            assertThat(report).contains(field + "<img src=x onerror=alert(1)>");
        }
    }

    @Test
    void thePageNeedsNoInlineScriptOrStyle() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        HtmlPage page = pages.open(build, "synchronization/");

        DomElement panel = page.getElementById("main-panel");

        assertThat(panel.asXml()).doesNotContain("<style", " style=", " onclick=", "javascript:");
        assertThat(panel.querySelectorAll("script:not([src])")).isEmpty();
        assertThat(page.asXml()).contains("RunPage/run-page.css");
    }

    @Test
    void whatFailedIsGroupedByItsCodeTheMostFrequentFirst() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build)
                .record(
                        "7",
                        Bodies.tasks(
                                "Error",
                                Stream.concat(
                                        Stream.of(Bodies.failed("lonely.ifc", "RARE", "Rare.", "true")),
                                        IntStream.rangeClosed(1, 1200)
                                                .mapToObj(i -> Bodies.failed(
                                                        "file-" + i + ".ifc",
                                                        "A&B?",
                                                        "Message of " + i + ".",
                                                        i == 1 ? "true" : "false")))));

        HtmlPage page = pages.open(build, "synchronization/");

        List<DomNode> groups =
                page.querySelectorAll(".synchronization-cause").stream().toList();
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).asNormalizedText())
                .contains("A&B?", "1,200 tasks", "Messages differ; see each file.", "You can fix 1 of them")
                .contains("file-1.ifc", "Message of 1.", "file-5.ifc", "Show all 1,200 in the table")
                .doesNotContain("file-6.ifc");
        assertThat(groups.get(1).asNormalizedText())
                .contains("RARE", "1 task", "Rare.", "You can fix this", "lonely.ifc")
                .doesNotContain("in the table");
        assertThat(addresses(page))
                .contains(
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/?outcome=failed&code=A%26B%3F#all-tasks",
                        "/jenkins/" + build.getUrl() + "synchronization/run/7/?file=lonely.ifc#all-tasks");
        assertThat(text(page)).contains("1,201 tasks in 1 job", "Failures 1,201 tasks");
        assertThat(counts(page)).containsExactly("1,201 failed");
    }

    @Test
    void aTaskThatSucceededIsNoFailureAlthoughItCarriesAnError() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build)
                .record(
                        "7",
                        Bodies.tasks(
                                "Success",
                                Stream.of(Bodies.failed("a.ifc", "ODD", "Odd.", "true")
                                        .replace("\"Error\"", "\"Success\""))));

        HtmlPage page = pages.open(build, "synchronization/");
        assertThat(text(page))
                .contains("1 task in 1 job")
                .containsSubsequence("Succeeded with an error 1 task", "ODD")
                .doesNotContain("Failures");
    }

    @Test
    void tasksWithoutACodeAreGroupedByTheirResult() throws Exception {
        FreeStyleBuild build = pages.build();
        String canceled = "{\"sourceFileId\":\"a.ifc\",\"state\":\"Completed\",\"result\":\"Canceled\"}";
        Recording.in(build)
                .record(
                        "7",
                        Bodies.tasks(
                                "Canceled", Stream.of(canceled, canceled.replace("Canceled", "TimedOut"), canceled)));

        HtmlPage page = pages.open(build, "synchronization/");

        assertThat(page.querySelectorAll(".synchronization-cause").stream().map(DomNode::asNormalizedText))
                .satisfiesExactly(
                        group -> assertThat(group).contains("✗", "timed out", "1 task"),
                        group -> assertThat(group).contains("■", "canceled", "2 tasks", "No error details."));
        assertThat(text(page)).contains("3 tasks in 1 job");
        assertThat(counts(page)).containsExactly("1 failed", "2 canceled");
    }

    @Test
    void theErrorOfAPartialSuccessIsAWarningAndThatOfAFailureIsNot() throws Exception {
        FreeStyleBuild partial = pages.build();
        Recording.in(partial).record("7", Bodies.threeJobs());
        FreeStyleBuild failed = pages.build();
        Recording.in(failed).record("7", Bodies.texts(name -> name.equals("result") ? "Error" : name));

        assertThat(classOf(pages.open(partial, "synchronization/"), ".synchronization-error"))
                .contains("jenkins-alert-warning");
        assertThat(classOf(pages.open(failed, "synchronization/"), ".synchronization-error"))
                .contains("jenkins-alert-danger");
    }

    @Test
    void theTimelineHasALaneForEachJobAndSaysTheSameAsATable() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());

        HtmlPage page = pages.open(build, "synchronization/");

        assertThat(page.querySelectorAll(".synchronization-lane__job")).hasSize(3);
        assertThat(page.querySelectorAll(".synchronization-bar")).hasSize(12);
        assertThat(page.querySelectorAll(".synchronization-bar .synchronization-bar__failed"))
                .hasSize(2);
        assertThat(page.querySelectorAll(".synchronization-timeline__table tbody tr"))
                .hasSize(1 + 3 + 12)
                .anySatisfy(row ->
                        assertThat(row.getTextContent()).contains("Site/Utilities-Existing.dwg", "✗", "1 min 9 s"));
        assertThat(page.querySelectorAll(".synchronization-share svg")).hasSize(3);
    }

    @Test
    void aRunThatSaysNothingIsAPage() throws Exception {
        for (String body : List.of(
                "{\"run\":{}}",
                "{\"run\":{\"state\":\"Completed\",\"result\":\"Success\",\"jobs\":[]}}",
                "{\"run\":{\"state\":\"Completed\",\"jobs\":[{}]}}")) {
            FreeStyleBuild build = pages.build();
            Recording.in(build).record("7", body.getBytes(StandardCharsets.UTF_8));

            assertThat(text(pages.open(build, "synchronization/")))
                    .contains(
                            "Synchronization run " + Recording.RUN, "no tasks", "The API lists no tasks for this run.")
                    .doesNotContain("null", "The run reports an error");
        }
    }

    @Test
    void aRunOfManyTasksIsASmallPage() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build)
                .record(
                        "7",
                        Bodies.tasks(
                                "Error",
                                IntStream.range(0, 3000)
                                        .mapToObj(i ->
                                                Bodies.failed("file-" + i, "CODE-" + i, "x".repeat(5000), "false"))));

        HtmlPage page = pages.open(build, "synchronization/");

        assertThat(page.querySelectorAll("*").size()).isLessThan(5000);
        assertThat(text(page)).contains("2,980 more tasks have less frequent causes:");
        assertThat(pages.get(build, "synchronization/run/7/report.html").getContentAsString())
                .contains("file-2999");
    }

    @Test
    void theHistoryHasABadgeWithWordsAndTheBuildPageAnEntry() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("a").record("7", Bodies.run("Success", "Success"));
        Recording.in(build).labelled("b").record("8", Bodies.threeJobs());
        HtmlAnchor badge = pages.open(build, "../").querySelector("a.synchronization-badge");
        assertThat(badge.getTextContent().strip()).isEqualTo("!");
        assertThat(badge.getAttribute("aria-label"))
                .contains("2 runs", "a: succeeded", "b: partial success, 12 tasks: 9 succeeded, 2 failed, 1 skipped");
        assertThat(badge.getHrefAttribute()).endsWith(build.getUrl() + "synchronization/");
        String page = text(pages.open(build, ""));
        assertThat(page)
                .contains(
                        "✓ succeeded a",
                        "! partial success b",
                        "12 tasks: 9 succeeded, 2 failed, 1 skipped; duration 6 min 52 s")
                .contains("2 of 12 files could not be synchronized.")
                .doesNotContain("PartialSuccess", "0 canceled");
    }

    @Test
    void aGermanReaderGetsGermanWords() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        assertThat(text(pages.openInGerman(build, "synchronization/")))
                .contains("Synchronisierungslauf", "teilweise erfolgreich", "12 Aufgaben in 3 Jobs")
                .contains("Fehlschläge", "Jobs und Meldungen der Connectors", "HTML-Bericht");
        assertThat(text(pages.open(build, "synchronization/"))).contains("Failures");
    }

    /** The legend of the bar. */
    private static List<String> counts(HtmlPage page) {
        return page.querySelectorAll(".synchronization-counts li").stream()
                .map(count -> count.querySelector("strong").getTextContent() + " "
                        + count.querySelector("a").getTextContent())
                .toList();
    }

    private static String classOf(HtmlPage page, String selector) {
        return ((DomElement) page.querySelector(selector)).getAttribute("class");
    }

    private static void assertHostileTextIsText(HtmlPage page) {
        assertThat(page.querySelectorAll("img[src='x']").stream().map(DomNode::asXml))
                .isEmpty();
        assertThat(text(page)).contains("<img src=x onerror=alert(1)>").doesNotContain("${1+1}2");
    }
}
