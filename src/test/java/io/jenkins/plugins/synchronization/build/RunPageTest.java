package io.jenkins.plugins.synchronization.build;

import static io.jenkins.plugins.synchronization.build.Pages.addresses;
import static io.jenkins.plugins.synchronization.build.Pages.text;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import java.util.List;
import java.util.Locale;
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

        String page = text(pages.open(build, "synchronization/"));

        assertThat(page)
                .contains("Synchronization run Main model", "! partial success", "reference file", "6 min 52 s")
                .contains("12 tasks: 9 succeeded, 2 failed", Recording.CONNECTION, Recording.RUN, "iTwin Platform")
                .contains("SomeTasksFailed", "2 of 12 files could not be synchronized.")
                .contains("Site/Utilities-Existing.dwg", "TAE_BRG_1000", "Failed to process the file.")
                .contains("Failed to orchestrate Run.", "Error exit code received from bridge wrapper.")
                .contains("Not for you to fix", "4294967295 (-1)")
                .contains("Jobs by connector", "DWG", "REVIT")
                .doesNotContain("Site/Drainage.dwg");
        assertThat(pages.open(build, "synchronization/run/7/").getTitleText()).contains(build.getFullDisplayName());
    }

    @Test
    void severalRunsAreAListOfTheirPages() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("first").record("7", Bodies.threeJobs());
        Recording.in(build).labelled("second").record("node_8-a", Bodies.run("Success", "Success"));

        HtmlPage list = pages.open(build, "synchronization/");

        assertThat(text(list)).contains("first", "! partial success", "second", "✓ success", "Success in 3 min 12 s");
        assertThat(list.getAnchorByText("second").getHrefAttribute())
                .endsWith(build.getUrl() + "synchronization/run/node_8-a/");
        HtmlPage second = pages.open(build, "synchronization/run/node_8-a/");
        assertThat(text(second)).contains("1 task: 1 succeeded", "Every task succeeded");
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
        Recording.in(build).labelled("label" + HOSTILE).from("server" + HOSTILE).record("7", body);
        assertHostileTextIsText(pages.open(build, "synchronization/"));
        Recording.in(build).labelled("label" + HOSTILE).from("server" + HOSTILE).record("8", body);

        for (String page : List.of("synchronization/", "synchronization/run/8/", "")) {
            assertHostileTextIsText(pages.open(build, page));
        }
        HtmlAnchor badge = pages.open(build, "../").querySelector("a.synchronization-badge");
        assertThat(badge.getAttribute("tooltip")).contains("label" + HOSTILE);
        assertThat(badge.getElementsByTagName("img")).isEmpty();
        String report = text(pages.open(build, "synchronization/run/8/"));
        for (String field : List.of(
                "label", "server", "phase", "result", "errorKey", "description", "connectorType", "sourceFileId")) {
            assertThat(report).contains(field + "<img src=x onerror=alert(1)>");
        }
    }

    @Test
    void thePageNeedsNoInlineScriptOrStyle() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        HtmlPage page = pages.open(build, "synchronization/");

        DomElement panel = page.getElementById("main-panel");

        assertThat(panel.asXml()).doesNotContain("<script", "<style", " style=", " onclick=", "javascript:");
        assertThat(page.asXml()).contains("RunPage/run-page.css");
    }

    @Test
    void onlyTheFirstHundredFailuresAreShown() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.failures(250, 50_000));

        HtmlPage page = pages.open(build, "synchronization/");

        assertThat(text(page))
                .contains("file-1.dgn", "file-100.dgn", "150 more tasks did not succeed")
                .doesNotContain("file-101.dgn");
        assertThat(page.getWebResponse().getContentLength()).isLessThan(1 << 20);
        assertThat(pages.get(build, "synchronization/run/7/report.html").getContentAsString())
                .contains("file-250.dgn");
    }

    @Test
    void theHistoryHasABadgeWithWordsAndTheBuildPageAnEntry() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).labelled("a").record("7", Bodies.run("Success", "Success"));
        Recording.in(build).labelled("b").record("8", Bodies.threeJobs());
        HtmlAnchor badge = pages.open(build, "../").querySelector("a.synchronization-badge");
        assertThat(badge.getTextContent().strip()).isEqualTo("!");
        assertThat(badge.getAttribute("aria-label"))
                .contains("2 synchronization runs", "a: success", "b: partial success, 2 of 12 tasks failed");
        assertThat(badge.getHrefAttribute()).endsWith(build.getUrl() + "synchronization/");
        String page = text(pages.open(build, ""));
        assertThat(page).contains("✓ success", "! partial success", "2 of 12 tasks failed");
    }

    @Test
    void aGermanReaderGetsGermanWords() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        assertThat(text(pages.openInGerman(build, "synchronization/")))
                .contains("Synchronisierungslauf", "teilweise erfolgreich", "12 Aufgaben: 9 erfolgreich")
                .contains("Was nicht gelungen ist", "Jobs nach Connector", "HTML-Bericht");
        assertThat(text(pages.open(build, "synchronization/"))).contains("What did not succeed");
    }

    private static void assertHostileTextIsText(HtmlPage page) {
        assertThat(page.querySelectorAll("img[src='x']").stream().map(DomNode::asXml))
                .isEmpty();
        assertThat(text(page)).contains("<img src=x onerror=alert(1)>").doesNotContain("${1+1}2");
    }
}
