package io.jenkins.plugins.synchronization.page;

import static io.jenkins.plugins.synchronization.page.Pages.addresses;
import static io.jenkins.plugins.synchronization.page.Pages.text;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class StoredDetailsTest {

    private static Pages pages;

    @BeforeAll
    static void start(JenkinsRule rule) {
        pages = new Pages(rule);
    }

    @AfterEach
    void resetLimit() {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(100);
    }

    @Test
    void aMissingBodyLeavesTheSummary() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.threeJobs());
        Files.delete(body(build));

        assertSummaryOnly(build, "is missing from the build directory");
        assertThat(pages.get(build, "synchronization/run/7/report.html").getStatusCode())
                .isEqualTo(404);
        assertThat(pages.get(build, "synchronization/run/7/run.json").getStatusCode())
                .isEqualTo(404);
        assertThat(pages.get(build, "synchronization/run/7/tasks.csv").getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void aDamagedBodyLeavesTheSummary() throws Exception {
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.failures(3000, 50));
        byte[] whole = Files.readAllBytes(body(build));

        for (byte[] damaged : List.of(
                new byte[0],
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 4),
                "<html>".getBytes(StandardCharsets.UTF_8),
                flipped(whole))) {
            Files.write(body(build), damaged);
            assertSummaryOnly(build, "is damaged");
            assertThat(pages.get(build, "synchronization/run/7/report.html").getStatusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void aBodyThatWasTooLargeIsExplained() throws Exception {
        SynchronizationConfiguration.get().setMaxBodyMegabytes(1);
        FreeStyleBuild build = pages.build();
        Recording.in(build).record("7", Bodies.failures(1000, 2000));

        assertSummaryOnly(build, "(3 MB) exceeded the maximum size of stored runs");
    }

    private static void assertSummaryOnly(Run<?, ?> build, String message) throws Exception {
        HtmlPage page = pages.open(build, "synchronization/");
        assertThat(text(page)).contains(message, Recording.RUN, "Manifest connection");
        assertThat(addresses(page)).noneMatch(address -> address.endsWith("report.html"));
        assertThat(pages.get(build, "").getStatusCode()).isEqualTo(200);
    }

    private static Path body(Run<?, ?> build) {
        return build.getRootDir().toPath().resolve("synchronization/7.json.gz");
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[bytes.length - 5] ^= 0x55;
        return flipped;
    }
}
