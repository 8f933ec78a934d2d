package io.jenkins.plugins.synchronization.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import io.jenkins.plugins.synchronization.page.Pages;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class SurvivalTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void whatABuildKeepsSurvivesRestartsReloadsRenamingAndMoving() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleProject project = jenkins.createFreeStyleProject("free");
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);
            Recording.in(build).labelled("Main model").record("7", Bodies.threeJobs());
            WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipe");
            pipeline.setDefinition(new CpsFlowDefinition("echo 'hi'", true));
            WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline);
            Recording.in(run).labelled("Main model").record("7", Bodies.threeJobs());
            assertShown(jenkins, build);
            assertShown(jenkins, run);
        });
        sessions.then(jenkins -> {
            assertShown(jenkins, "free");
            assertShown(jenkins, "pipe");
            jenkins.jenkins.reload();
            assertShown(jenkins, "free");
            assertShown(jenkins, "pipe");

            jenkins.jenkins.getItemByFullName("free", FreeStyleProject.class).renameTo("free-renamed");
            assertShown(jenkins, "free-renamed");
            Folder folder = jenkins.createProject(Folder.class, "folder");
            Items.move(jenkins.jenkins.getItemByFullName("free-renamed", FreeStyleProject.class), folder);
            assertShown(jenkins, "folder/free-renamed");
        });
        sessions.then(jenkins -> assertShown(jenkins, "folder/free-renamed"));
    }

    @Test
    void aBuildOfAnotherVersionIsReadAsFarAsItCan() throws Throwable {
        sessions.then(jenkins -> {
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("free"));
            Recording.in(build).record("7", Bodies.threeJobs());
            Path xml = build.getRootDir().toPath().resolve("build.xml");
            Files.writeString(
                    xml,
                    Files.readString(xml)
                            .replaceFirst("<key>7</key>", "<key>7</key><newField><a>1</a></newField>")
                            .replaceFirst("<phase>.*</phase>", "")
                            .replaceFirst("(?s)<tasks>.*</tasks>", "")
                            .replaceFirst(
                                    "</runs>",
                                    "<" + RunRecord.class.getName() + "><key>../x</key></" + RunRecord.class.getName()
                                            + "><no.such.Type/></runs><later>2</later>"));
        });
        sessions.then(jenkins -> {
            Run<?, ?> build =
                    jenkins.jenkins.getItemByFullName("free", Job.class).getLastBuild();

            assertThat(build.getAction(SynchronizationAction.class).getRuns())
                    .extracting(RunRecord::getKey)
                    .containsExactly("7");
            assertThat(Pages.text(new Pages(jenkins).open(build, "synchronization/")))
                    .contains("partial success", "Site/Utilities-Existing.dwg");
        });
    }

    private static void assertShown(JenkinsRule jenkins, String job) throws Exception {
        assertShown(jenkins, jenkins.jenkins.getItemByFullName(job, Job.class).getLastBuild());
    }

    private static void assertShown(JenkinsRule jenkins, Run<?, ?> build) throws Exception {
        RunRecord run = build.getAction(SynchronizationAction.class).getRuns().get(0);
        assertThat(run.getReportUrl()).isEqualTo(jenkins.getURL() + build.getUrl() + "synchronization/run/7/");
        assertThat(Pages.text(new Pages(jenkins).open(build, "synchronization/run/7/")))
                .contains("Main model", "partial success", "12 tasks in 3 jobs", "Site/Utilities-Existing.dwg");
    }
}
