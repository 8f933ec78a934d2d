package io.jenkins.plugins.synchronization.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import hudson.views.ListViewColumn;
import io.jenkins.plugins.synchronization.ReadersLanguage;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.util.List;
import java.util.stream.Stream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
@ExtendWith(ReadersLanguage.class)
class SynchronizationColumnTest {

    @Test
    void theColumnShowsTheLastOutcomeItsAgeAndTheReportAndSortsTheWorstFirst(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild good = record(jenkins, "good", Bodies.run("Success", "Success"));
        FreeStyleBuild bad = record(jenkins, "bad", Bodies.run("Error", "Error", "Success"));
        FreeStyleBuild half = record(jenkins, "half", Bodies.threeJobs());
        jenkins.buildAndAssertSuccess((FreeStyleProject) half.getParent());
        jenkins.createFreeStyleProject("plain");
        jenkins.createFolder("folder");
        ListView view = new ListView("models", jenkins.jenkins);
        jenkins.jenkins.addView(view);
        view.setIncludeRegex(".*");
        view.getColumns().add(new SynchronizationColumn());
        jenkins.configRoundtrip(view);
        assertThat(view.getColumns().get(SynchronizationColumn.class)).isNotNull();

        HtmlPage page = jenkins.createWebClient().goTo("view/models/");

        assertThat(cell(page, "good").getTextContent()).contains("✓", "succeeded", " ago");
        assertThat(cell(page, "bad").getTextContent()).contains("✗", "failed");
        assertThat(cell(page, "half").getTextContent()).contains("!", "partial success");
        assertThat(cell(page, "plain").getTextContent()).contains("N/A");
        assertThat(cell(page, "folder").getTextContent()).contains("N/A");
        HtmlAnchor report = cell(page, "half").querySelector("a");
        assertThat(report.getHrefAttribute()).endsWith("/" + half.getUrl() + "synchronization/run/7/");
        assertThat(report.getAttribute("tooltip")).contains("2 of 12 tasks failed");
        assertThat(Stream.of("plain", "good", "half", "bad", "folder")
                        .sorted((one, other) -> cell(page, one)
                                .getAttribute("data")
                                .compareTo(cell(page, other).getAttribute("data")))
                        .limit(3))
                .containsExactly("bad", "half", "good");
        assertThat(List.of(good, bad))
                .allMatch(build -> cell(page, build.getParent().getName())
                        .getAttribute("data")
                        .matches("[a-g][0-9]{15}"));
        try (WebClient client = jenkins.createWebClient()) {
            client.addRequestHeader("Accept-Language", "de");
            assertThat(client.goTo("view/models/").asNormalizedText())
                    .contains("Synchronisierung", "teilweise erfolgreich", " her");
        }
    }

    @Test
    void theColumnIsThereToBeChosenButNotInNewViews(JenkinsRule jenkins) {
        assertThat(ListViewColumn.createDefaultInitialColumnList(ListView.class))
                .noneMatch(SynchronizationColumn.class::isInstance);
        assertThat(jenkins.jenkins
                        .getDescriptorOrDie(SynchronizationColumn.class)
                        .getDisplayName())
                .isEqualTo("Synchronization");
        assertThat(ListViewColumn.all()).hasAtLeastOneElementOfType(SynchronizationColumn.DescriptorImpl.class);
    }

    private static FreeStyleBuild record(JenkinsRule jenkins, String name, byte[] body) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject(name));
        Recording.in(build).record("7", body);
        return build;
    }

    private static DomElement cell(HtmlPage page, String job) {
        List<?> cells = page.getElementById("job_" + job).getElementsByTagName("td");
        return (DomElement) cells.stream()
                .map(DomElement.class::cast)
                .filter(cell -> cell.getAttribute("data").matches("[a-g][0-9]{15}|z"))
                .findFirst()
                .orElseThrow();
    }
}
