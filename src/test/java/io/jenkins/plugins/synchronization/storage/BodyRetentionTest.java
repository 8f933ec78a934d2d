package io.jenkins.plugins.synchronization.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.page.Pages;
import io.jenkins.plugins.synchronization.recording.Recording;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BodyRetentionTest {

    private static JenkinsRule jenkins;
    private static Pages pages;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        pages = new Pages(rule);
    }

    @AfterEach
    void keepForEver() {
        SynchronizationConfiguration.get().setBodyRetentionDays(0);
    }

    @Test
    void bodiesOlderThanTheLimitAreRemovedInFoldersTooAndThePageSaysWhen() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "folder");
        FreeStyleProject project = folder.createProject(FreeStyleProject.class, "job");
        FreeStyleBuild old = jenkins.buildAndAssertSuccess(project);
        FreeStyleBuild young = jenkins.buildAndAssertSuccess(project);
        FreeStyleBuild without = jenkins.buildAndAssertSuccess(project);
        record(old, 31);
        record(young, 29);
        SynchronizationConfiguration.get().setBodyRetentionDays(30);

        String log = clean();

        assertThat(body(old)).doesNotExist();
        assertThat(body(young)).exists();
        assertThat(without.getRootDir().toPath().resolve("synchronization")).doesNotExist();
        assertThat(log).contains("Removed the data of 1 run from before");
        assertThat(Pages.text(pages.open(old, "synchronization/")))
                .contains("Run data was removed on", "12 tasks", "2 of 12 files could not be synchronized");
        assertThat(Pages.text(pages.open(young, "synchronization/"))).contains("Site/Utilities-Existing.dwg");
    }

    @Test
    void aBuildWhoseFilesCannotBeRemovedKeepsNoOtherFromIt() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        for (int i = 0; i < 3; i++) {
            record(jenkins.buildAndAssertSuccess(project), 31);
        }
        Path blocked = body(project.getBuildByNumber(2));
        Files.delete(blocked);
        // A folder that is not empty cannot be deleted, whoever runs the tests.
        Files.createFile(Files.createDirectory(blocked).resolve("inside"));
        aged(blocked, 31);
        SynchronizationConfiguration.get().setBodyRetentionDays(30);

        String log = clean();

        assertThat(body(project.getBuildByNumber(1))).doesNotExist();
        assertThat(body(project.getBuildByNumber(3))).doesNotExist();
        assertThat(log)
                .contains("Cannot remove a stored run of "
                        + project.getBuildByNumber(2).getRootDir());
    }

    @Test
    void withoutALimitNothingIsRemoved() throws Exception {
        FreeStyleBuild build = pages.build();
        record(build, 4000);

        clean();

        assertThat(body(build)).exists();
    }

    @Test
    void aRunThatIsRecordedAgainIsNoLongerRemoved() throws Exception {
        FreeStyleBuild build = pages.build();
        record(build, 31);
        SynchronizationConfiguration.get().setBodyRetentionDays(30);
        clean();

        Recording.in(build).record("7", Bodies.threeJobs());

        assertThat(Pages.text(pages.open(build, "synchronization/")))
                .contains("Site/Utilities-Existing.dwg")
                .doesNotContain("was removed");
        assertThat(body(build).resolveSibling("7.removed")).doesNotExist();
    }

    @Test
    void whatBelongsToABodyGoesWithItAndWithoutOneByItsOwnAge() throws Exception {
        FreeStyleBuild build = pages.build();
        record(build, 31);
        Path changes = Files.writeString(body(build).resolveSibling("7.changes"), "x");
        Path alone = aged(Files.writeString(body(build).resolveSibling("8.changes"), "x"), 31);
        Path young = aged(Files.writeString(body(build).resolveSibling("9.changes"), "x"), 29);
        SynchronizationConfiguration.get().setBodyRetentionDays(30);

        clean();

        assertThat(body(build)).doesNotExist();
        assertThat(changes).doesNotExist();
        assertThat(alone).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void filesOfOthersStayAndAbandonedOnesGo() throws Exception {
        FreeStyleBuild build = pages.build();
        record(build, 1);
        Path foreign = aged(Files.writeString(body(build).resolveSibling("not a key.json.gz"), "x"), 400);
        Path abandoned = aged(Files.writeString(body(build).resolveSibling("7-123.tmp"), "x"), 2);
        Path beingWritten = Files.writeString(body(build).resolveSibling("7-124.tmp"), "x");
        SynchronizationConfiguration.get().setBodyRetentionDays(30);

        clean();

        assertThat(foreign).exists();
        assertThat(abandoned).doesNotExist();
        assertThat(beingWritten).exists();
    }

    private static void record(Run<?, ?> build, int daysAgo) throws Exception {
        Recording.in(build).record("7", Bodies.threeJobs());
        aged(body(build), daysAgo);
    }

    private static Path aged(Path file, int days) throws Exception {
        return Files.setLastModifiedTime(
                file, FileTime.from(Instant.now().minus(Duration.ofDays(days)).minusSeconds(60)));
    }

    private static String clean() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ExtensionList.lookupSingleton(BodyRetention.class).execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        return log.toString(StandardCharsets.UTF_8);
    }

    private static Path body(Run<?, ?> build) {
        return build.getRootDir().toPath().resolve("synchronization/7.json.gz");
    }
}
