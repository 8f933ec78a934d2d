package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.PlayedApi;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The threads that waits of pipelines start. */
@WithJenkins
class ThreadsTest {

    @Test
    void noneKeepsTheClassLoaderOfThePipelineThatStartedIt(JenkinsRule jenkins) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(
                    new CpsFlowDefinition(api.step("").replace("'itwin'", "'" + PlayedApi.CLIENT_ID + "'"), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            api.awaitNextPoll();

            List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .filter(isOurs())
                    .toList();
            assertThat(ours)
                    .extracting(Thread::getName)
                    .anyMatch(name -> name.startsWith("itwin-synchronization-work"));
            assertThat(ours).allSatisfy(thread -> {
                assertThat(thread.isDaemon()).isTrue();
                assertThat(loaders(thread.getContextClassLoader()))
                        .noneMatch(loader ->
                                loader.getClass().getName().toLowerCase().contains("groovy"));
            });
            api.finish("Success");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        }
    }

    private static Predicate<Thread> isOurs() {
        return thread -> Stream.of("itwin-synchronization", "OkHttp", "Okio").anyMatch(thread.getName()::startsWith);
    }

    private static Stream<ClassLoader> loaders(ClassLoader loader) {
        return Stream.iterate(loader, next -> next != null, ClassLoader::getParent);
    }
}
