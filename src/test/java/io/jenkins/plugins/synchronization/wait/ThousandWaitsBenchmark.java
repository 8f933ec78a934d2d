package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.blocking.BlockThreadStep;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Measures 1,000 builds that wait at once, beside as many that block a thread each. No test: its name keeps it out of the
 * build, and docs/performance.md has the command.
 */
class ThousandWaitsBenchmark {

    private static final int BUILDS = 1_000;
    private static final int PER_MINUTE = 3_000;

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension()
            .javaOptions("-Xmx1g")
            .addSyntheticPlugin(new RealJenkinsExtension.SyntheticPlugin(BlockThreadStep.class)
                    .header("Plugin-Dependencies", "workflow-step-api:0"))
            .withTimeout(1_800)
            .withLogger("io.jenkins", Level.WARNING);

    private record Place(String url, String tokenUrl, String token, String clientId, String secret, String connectionId)
            implements Serializable {}

    private record Figures(
            int busyExecutors, int threads, Map<String, Long> threadsByName, long heapBytes, long ownBytes)
            implements Serializable {}

    @Test
    void measure() throws Throwable {
        try (PlayedApi api = PlayedApi.start()) {
            for (int i = 0; i < BUILDS; i++) {
                api.addRun("run-" + i);
            }
            Place place = new Place(
                    api.url(),
                    api.api().tokenUrl().toString(),
                    api.api().validToken(),
                    api.api().clientId(),
                    api.api().clientSecret(),
                    api.api().connectionId());
            real.startJenkins();
            Figures nothing = real.runRemotely(ThousandWaitsBenchmark::prepare, place);
            Figures sleeping =
                    real.runRemotely(ThousandWaitsBenchmark::start, "sleeping", "sleep time: 1, unit: 'HOURS'");
            real.runRemotely(ThousandWaitsBenchmark::kill, "sleeping");
            Figures before = real.runRemotely(ThousandWaitsBenchmark::figures);
            Figures waiting = real.runRemotely(
                    ThousandWaitsBenchmark::start,
                    "waiting",
                    "waitForSynchronizationRun(connectionId: '" + place.connectionId()
                            + "', runId: \"run-${params.N}\", credentialsId: 'itwin')");
            Figures later = real.runRemotely(ThousandWaitsBenchmark::aMinuteLater);
            for (int i = 0; i < BUILDS; i++) {
                api.finish("run-" + i, "Success");
            }
            Map<String, Long> results = real.runRemotely(ThousandWaitsBenchmark::results, "waiting");
            real.runRemotely(ThousandWaitsBenchmark::kill, "waiting");
            Figures blocked = real.runRemotely(ThousandWaitsBenchmark::start, "blocked", "blockThread()");
            print("nothing", nothing);
            print("sleeping", sleeping);
            print("before waiting", before);
            print("waiting", waiting);
            print("a minute later", later);
            print("blocked", blocked);
            System.out.println("results: " + results);
            System.out.printf("requests: %d, most in a minute: %d%n", api.polls(), mostInAMinute(api));
            System.out.printf(
                    "the plugin's own objects for each waiting build: %d bytes%n", waiting.ownBytes() / BUILDS);
            assertThat(results).isEqualTo(Map.of("SUCCESS", (long) BUILDS));
        }
    }

    private static void print(String what, Figures figures) {
        System.out.printf(
                "%-15s busy executors %d, threads %d, heap %.1f MB, threads by name %s%n",
                what, figures.busyExecutors(), figures.threads(), figures.heapBytes() / 1e6, figures.threadsByName());
    }

    private static long mostInAMinute(PlayedApi api) {
        List<Instant> times = api.api().requests().stream()
                .map(RecordedRequest::time)
                .sorted()
                .toList();
        long most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (Duration.between(times.get(from), times.get(to)).toMillis() >= 60_000) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static Figures prepare(JenkinsRule jenkins, Place place) throws Throwable {
        PlayedApi.configure(place.url(), place.tokenUrl(), place.token(), place.clientId(), place.secret());
        var server = SynchronizationConfiguration.get().getServers().get(0);
        server.setRequestsPerMinute(PER_MINUTE);
        server.setRequestsPerHour(PER_MINUTE * 60);
        server.setMaxIntervalSeconds(60);
        SynchronizationConfiguration.get().setServers(List.of(server));
        return figures(jenkins);
    }

    private static Figures start(JenkinsRule jenkins, String name, String script) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("N", "0")));
        job.setDefinition(new CpsFlowDefinition(script, true));
        List<WorkflowRun> builds = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            builds.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("N", Integer.toString(i))))
                    .waitForStart());
        }
        for (WorkflowRun build : builds) {
            while (build.isBuilding() && build.getExecution() == null
                    || build.getExecution().getCurrentExecutions(true).get().isEmpty()) {
                if (!build.isBuilding()) {
                    throw new IllegalStateException("It ended: " + JenkinsRule.getLog(build));
                }
                Thread.onSpinWait();
            }
        }
        if (name.equals("waiting")) {
            while (BuildWaits.get().list().size() < BUILDS
                    || BuildWaits.get().list().stream()
                            .anyMatch(wait -> wait.status().summary() == null)) {
                Thread.onSpinWait();
            }
        }
        return figures(jenkins);
    }

    private static Figures aMinuteLater(JenkinsRule jenkins) throws Throwable {
        Instant then = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(then)) {
            Thread.onSpinWait();
        }
        return figures(jenkins);
    }

    private static void kill(JenkinsRule jenkins, String name) throws Throwable {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
        for (WorkflowRun build : job.getBuilds()) {
            build.doKill();
        }
        for (WorkflowRun build : job.getBuilds()) {
            jenkins.waitForCompletion(build);
        }
        job.delete();
    }

    private static TreeMap<String, Long> results(JenkinsRule jenkins, String name) throws Throwable {
        WorkflowJob job = jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
        TreeMap<String, Long> results = new TreeMap<>();
        for (WorkflowRun build : job.getBuilds()) {
            Result result = jenkins.waitForCompletion(build).getResult();
            results.merge(String.valueOf(result), 1L, Long::sum);
        }
        return results;
    }

    private static Figures figures(JenkinsRule jenkins) throws Throwable {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        TreeMap<String, Long> ours = new TreeMap<>(threads.stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(?i).*(itwin|okhttp|okio|blockThread|SynchronousNonBlocking).*"))
                .collect(Collectors.groupingBy(name -> name.replaceAll("\\d+", "#"), Collectors.counting())));
        return new Figures(
                jenkins.jenkins.toComputer().countBusy(),
                threads.size(),
                ours,
                heap,
                bytesOf("io.jenkins.plugins.synchronization."));
    }

    /** The shallow sizes of all live objects of the classes of a package, as the JVM's class histogram has them. */
    private static long bytesOf(String packageName) throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].startsWith(packageName))
                .mapToLong(columns -> Long.parseLong(columns[2]))
                .sum();
    }
}
