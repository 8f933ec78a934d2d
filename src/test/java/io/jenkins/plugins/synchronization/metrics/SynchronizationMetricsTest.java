package io.jenkins.plugins.synchronization.metrics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.Timer;
import hudson.ExtensionList;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import io.jenkins.plugins.synchronization.wait.ObservedWait;
import io.jenkins.plugins.synchronization.wait.WaitObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import jenkins.metrics.api.Metrics;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is published where the plugin metrics is installed. */
@WithJenkins
class SynchronizationMetricsTest {

    private static final String PREFIX = "itwin.synchronization.";
    private static final Pattern NAME = Pattern.compile("(?m)^\\| `(" + Pattern.quote(PREFIX) + "[^`]+)` \\|");

    private JenkinsRule jenkins;
    private final EndOfWaits ends = new EndOfWaits();

    /** Is notified after the metrics. */
    private static final class EndOfWaits implements WaitObserver {
        private final BlockingQueue<ObservedWait> ended = new LinkedBlockingQueue<>();

        void await() throws InterruptedException {
            assertThat(ended.poll(60, TimeUnit.SECONDS)).isNotNull();
        }

        @Override
        public void completed(ObservedWait wait, RecordedRun recorded) {
            ended.add(wait);
        }

        @Override
        public void ended(ObservedWait wait, EndedWait end) {
            ended.add(wait);
        }
    }

    @BeforeEach
    void observe(JenkinsRule rule) {
        jenkins = rule;
        ExtensionList.lookup(WaitObserver.class).add(ends);
    }

    private WorkflowRun start(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private void run(String script) throws Exception {
        jenkins.waitForCompletion(start(script));
        ends.await();
    }

    private static Map<String, Metric> published() {
        return Metrics.metricRegistry().getMetrics().entrySet().stream()
                .filter(metric -> metric.getKey().startsWith(PREFIX))
                .collect(toMap(metric -> metric.getKey().substring(PREFIX.length()), Map.Entry::getValue));
    }

    private static Object gauge(String name) {
        return Metrics.metricRegistry().getGauges().get(PREFIX + name).getValue();
    }

    private static Timer timer(String name) {
        return Metrics.metricRegistry().getTimers().get(PREFIX + name);
    }

    private static Meter meter(String name) {
        return Metrics.metricRegistry().getMeters().get(PREFIX + name);
    }

    @Test
    void aWaitIsActiveUntilItsRunIsCompleted() throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            assertThat(gauge("waits.active")).isEqualTo(0);
            WorkflowRun build = start(api.step(""));
            api.awaitPoll();
            assertThat(gauge("waits.active")).isEqualTo(1);

            api.finish("Success");
            jenkins.waitForCompletion(build);

            assertThat(gauge("waits.active")).isEqualTo(0);
            assertThat(gauge("starts.active")).isEqualTo(0);
        }
    }

    @Test
    void eachRequestIsMeasuredAndThoseThatAreThrottledOrFailAreCounted() throws Exception {
        try (PlayedApi api = PlayedApi.start(PlayedApi.ended("Success") + """
                troubles:
                  - {onRequests: 1, status: 429, retryAfter: 1}
                  - {onRequests: 2..3, status: 503}
                """)) {
            api.configure();

            run(api.step(""));

            assertThat(timer("requests.duration").getCount()).isEqualTo(4).isEqualTo(api.polls());
            assertThat(timer("requests.duration").getSnapshot().getMin()).isPositive();
            assertThat(meter("requests.throttled").getCount()).isEqualTo(1);
            assertThat(meter("requests.failed").getCount()).isEqualTo(2);
        }
    }

    @Test
    void theEndOfEachWaitIsCountedByWhatItMeansForTheBuild() throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            WorkflowRun build = start(api.step(""));
            api.awaitPoll();
            build.doStop();
            ends.await();
            for (String result : new String[] {"Success", "PartialSuccess", "Error", "Error", "Canceled", "Skipped"}) {
                api.finish(result);
                run(api.step("onSkipped: 'NOT_BUILT'"));
            }
            run(api.step("timeoutMinutes: -1"));

            assertThat(published().entrySet().stream()
                            .filter(metric -> metric.getKey().matches("(runs|waits)\\..*"))
                            .filter(metric -> metric.getValue() instanceof Meter)
                            .collect(toMap(Map.Entry::getKey, metric -> ((Meter) metric.getValue()).getCount())))
                    .isEqualTo(Map.of(
                            "runs.success", 1L,
                            "runs.unstable", 1L,
                            "runs.failure", 2L,
                            "runs.aborted", 1L,
                            "runs.not_built", 1L,
                            "waits.aborted", 1L,
                            "waits.failure", 1L));
        }
    }

    @Test
    void howLateTheEndOfARunIsSeenIsMeasuredUnlessItHadEndedBeforeTheWaitBegan() throws Exception {
        try (PlayedApi api = PlayedApi.start()) {
            api.configure();
            api.play("earlier", PlayedApi.ended("Success") + "endDateTime: 2025-01-01T00:00:00Z\n");
            run(api.step("").replace(api.api().runId(), "earlier"));
            assertThat(timer("runs.detection").getCount()).isZero();

            WorkflowRun build = start(api.step(""));
            api.awaitPoll();
            long began = System.nanoTime();
            api.finish("Success");
            jenkins.waitForCompletion(build);
            ends.await();

            assertThat(timer("runs.detection").getCount()).isEqualTo(1);
            assertThat(timer("runs.detection").getSnapshot().getMax()).isBetween(0L, System.nanoTime() - began);
        }
    }

    @Test
    void theTableOfThePageHasAllNames() throws Exception {
        assertThat(NAME.matcher(Files.readString(Path.of("docs/configuration.md")))
                        .results()
                        .map(name -> name.group(1).substring(PREFIX.length())))
                .containsExactlyInAnyOrderElementsOf(published().keySet());
    }
}
