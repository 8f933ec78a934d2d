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

    @Test
    void noSecretIsInAnyFileOfTheBuildOrJobInPagesThreadNamesOrASupportBundle(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            List<String> secrets = List.of(api.api().validToken(), api.api().clientSecret());
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
            assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                    .noneMatch(name -> secrets.stream().anyMatch(name::contains));
            expectNoneInSupportBundle(secrets);

            api.finish("PartialSuccess");
            jenkins.waitForCompletion(build);

            expectNone(filesOf(job.getRootDir()), secrets);
            JenkinsRule.WebClient web = jenkins.createWebClient();
            for (String page :
                    List.of("", "synchronization/", "api/json?depth=9", "console", "synchronization/api/json")) {
                assertThat(web.goTo(build.getUrl() + page, null)
                                .getWebResponse()
                                .getContentAsString())
                        .as(page)
                        .doesNotContain(secrets);
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
                assertThat(secrets).as(entry.getName()).noneMatch(text::contains);
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
            assertThat(secrets).as(file.toString()).noneMatch(text::contains);
        }
    }
}
