package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.support.SupportPlugin;
import io.jenkins.plugins.synchronization.PlayedApi;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tokens and secrets stay in the credentials' own store. */
@WithJenkins
class NoSecretKeptTest {

    /** In the shape of all that the API issues: the plugin gets others for a client than those that a test knows. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.");

    @Test
    void noSecretIsInAnyFileOfTheBuildOrJobInPagesThreadNamesOrASupportBundle(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            List<String> secrets = List.of(api.api().validToken(), api.api().clientSecret());
            assertThat(api.api().validToken()).containsPattern(TOKEN);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(
                    "parallel a: { " + api.step("archiveReport: true, propagate: false") + " }, b: { "
                            + api.step("propagate: false").replace("'itwin'", "'" + PlayedApi.CLIENT_ID + "'")
                            + " }\nsleep 0\nthrow new Exception('end')",
                    false));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("1 of 2 tasks", build);
            api.awaitNextPoll();
            expectNone(filesOf(job.getRootDir()), secrets);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                expectNone("thread", thread.getName(), secrets);
            }
            expectNoneInSupportBundle(secrets);

            api.finish("PartialSuccess");
            jenkins.waitForCompletion(build);

            expectNone(filesOf(job.getRootDir()), secrets);
            JenkinsRule.WebClient web = jenkins.createWebClient();
            for (String page :
                    List.of("", "synchronization/", "api/json?depth=9", "console", "synchronization/api/json")) {
                String text =
                        web.goTo(build.getUrl() + page, null).getWebResponse().getContentAsString();
                expectNone(page, text, secrets);
            }
        }
    }

    /** What administrators send to others when they ask for help, thread dumps and logs included. */
    private static void expectNoneInSupportBundle(List<String> secrets) throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        SupportPlugin.writeBundle(bundle);
        int files = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files++;
                String text = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
                expectNone(entry.getName(), text, secrets);
            }
        }
        assertThat(files).isGreaterThan(10);
    }

    private static List<Path> filesOf(File folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.toPath())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void expectNone(List<Path> files, List<String> secrets) throws IOException {
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            expectNone(file.toString(), text, secrets);
        }
    }

    private static void expectNone(String place, String text, List<String> secrets) {
        assertThat(secrets).as(place).noneMatch(text::contains);
        assertThat(TOKEN.matcher(text).results().map(MatchResult::group))
                .as(place)
                .isEmpty();
    }
}
