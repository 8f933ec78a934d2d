package io.jenkins.plugins.synchronization.model;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.diagnosis.OldDataMonitor;
import hudson.model.AdministrativeMonitor;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.page.Pages;
import io.jenkins.plugins.synchronization.recording.Recording;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** Builds that earlier versions wrote are read by this one. Their files are never changed. */
@WithJenkins
class OldBuildTest {

    @Test
    @LocalData
    void aBuildOfVersion1IsReadWhole(JenkinsRule jenkins) throws Exception {
        Run<?, ?> build = jenkins.jenkins
                .getItemByFullName("kept", FreeStyleProject.class)
                .getLastBuild();

        RunRecord run = SynchronizationAction.of(build).getRuns().get(0);

        assertThat(run)
                .hasNoNullFieldsOrPropertiesExcept("missingBody", "whyNoBody", "comparison", "changes", "whyNoChanges")
                .returns("Main model", RunRecord::getLabel)
                .returns("iTwin Platform", RunRecord::getServer)
                .returns("manifest", RunRecord::getConnectionType)
                .returns(Recording.CONNECTION, RunRecord::getConnectionId)
                .returns(Recording.RUN, RunRecord::getRunId)
                .returns("ReferenceFile", RunRecord::getPhase)
                .returns("Completed", RunRecord::getState)
                .returns("PartialSuccess", RunRecord::getResult)
                .returns("UNSTABLE", RunRecord::getOutcome)
                .returns(412_000L, RunRecord::getDurationMillis)
                .returns("SomeTasksFailed", RunRecord::getErrorKey)
                .returns("https://example.com/runs/1", RunRecord::getWebLink)
                .returns(
                        "PartialSuccess in 6 min 52 s: 2 of 12 tasks failed (TAE_BRG_1000, TAE_DL_0403); SomeTasksFailed",
                        RunRecord::summaryLine);
        assertThat(run.getTasks())
                .extracting(
                        TaskCounts::getTotal,
                        TaskCounts::getSucceeded,
                        TaskCounts::getFailed,
                        TaskCounts::getSkipped,
                        TaskCounts::getCanceled,
                        TaskCounts::getOthers)
                .containsExactly(12, 9, 2, 1, 0, 0);
        assertThat(Pages.text(new Pages(jenkins).open(build, "synchronization/")))
                .contains("Site/Utilities-Existing.dwg", "Tower-B/Interior.rvt");
        assertThat(AdministrativeMonitor.all().get(OldDataMonitor.class).getData())
                .isEmpty();
    }

    /** As version 1 is since 28 November 2026: what changed, a wait without a result, and when a run was stored. */
    @Test
    @LocalData
    void aBuildThatLostAWaitAndComparedARunIsReadWhole(JenkinsRule jenkins) throws Exception {
        Run<?, ?> build = jenkins.jenkins
                .getItemByFullName("waited", FreeStyleProject.class)
                .getLastBuild();
        SynchronizationAction stored = SynchronizationAction.of(build);

        assertThat(stored.getRuns())
                .singleElement()
                .returns("second", RunRecord::getRunId)
                .returns(1_795_833_458_527L, RunRecord::getRecordedMillis)
                .returns(1, run -> run.getChanges().of(Change.NEW))
                .returns(1, run -> run.getChanges().getComparedWithBuild());
        assertThat(stored.getEndedWaits())
                .singleElement()
                .hasNoNullFieldsOrProperties()
                .returns("Roads", EndedWait::getLabel)
                .returns("NOT_AUTHORIZED", EndedWait::getReason)
                .returns("FAILURE", EndedWait::getOutcome)
                .returns("e5c620bd-e51d-4ec0-a230-d9386568bcff", EndedWait::getCorrelationId);
        assertThat(Pages.text(new Pages(jenkins).open(build, "synchronization/")))
                .contains("Waiting for run Roads failed", "Main model");
        assertThat(Pages.text(new Pages(jenkins).open(build, "synchronization/run/1/")))
                .contains("1 newly failed", "TAE_BRG_1000");
        assertThat(AdministrativeMonitor.all().get(OldDataMonitor.class).getData())
                .isEmpty();
    }
}
