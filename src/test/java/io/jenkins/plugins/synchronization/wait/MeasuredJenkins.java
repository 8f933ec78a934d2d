package io.jenkins.plugins.synchronization.wait;

import com.sun.management.OperatingSystemMXBean;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.CredentialSource;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.management.ObjectName;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What {@link WaitsBenchmark} does and reads in a Jenkins. Costs much: it collects garbage, and counts all threads once a second.
 */
public final class MeasuredJenkins {

    /** More waits than that are no builds, but on the same watcher. */
    static final int MOST_BUILDS = 1_000;

    private static final int PER_MINUTE = 3_000;
    static final int FIRST = -1;
    private static final Duration FOR_THE_LAST = Duration.ofMinutes(10);

    enum Way {
        WAIT("waitForSynchronizationRun(connectionId: params.RUN, runId: params.RUN, credentialsId: 'itwin')"),
        SLEEP("sleep(time: params.END.toLong() - System.currentTimeMillis(), unit: 'MILLISECONDS')"),
        BLOCK("blockThread(params.END.toLong())");

        private final String script;

        Way(String script) {
            this.script = script;
        }

        String step() {
            return script.substring(0, script.indexOf('('));
        }
    }

    /**
     * What Jenkins is to do.
     *
     * @param ends when each run, or step, is to end
     */
    record Order(Way way, String token, long[] ends) implements Serializable {

        int waits() {
            return ends.length;
        }

        int builds() {
            return Math.min(waits(), MOST_BUILDS);
        }

        long first() {
            return LongStream.of(ends).min().orElseThrow();
        }

        long deadline() {
            return LongStream.of(ends).max().orElseThrow() + FOR_THE_LAST.toMillis();
        }
    }

    /**
     * What is seen in Jenkins.
     *
     * @param begun how many waited when the memory was measured
     * @param ended when each build, or wait, ended; 0 if it did not
     */
    record Figures(
            double secondsToBegin,
            int begun,
            int busyExecutors,
            double processorToBegin,
            double processorAfter,
            long heapBefore,
            long heapWith,
            long ownBytes,
            int threadsBefore,
            int mostThreads,
            TreeMap<String, Integer> mostByName,
            long[] ended,
            TreeMap<String, Integer> results)
            implements Serializable {}

    private MeasuredJenkins() {}

    static String id(int run) {
        return "run-" + run;
    }

    /** One build, so that what is loaded once does not count. */
    static void prepare(JenkinsRule jenkins, Order order) throws Throwable {
        var server = SynchronizationConfiguration.get().getServers().get(0);
        server.setRequestsPerMinute(PER_MINUTE);
        server.setRequestsPerHour(PER_MINUTE * 60);
        server.setMinIntervalSeconds(2);
        server.setMaxIntervalSeconds(60);
        SynchronizationConfiguration.get().setServers(List.of(server));
        jenkins.waitForCompletion(
                start(jenkins.createProject(WorkflowJob.class, "first"), order.way(), FIRST, order.ends()[0]));
    }

    private static WorkflowRun start(WorkflowJob job, Way way, int run, long end) throws Exception {
        if (job.getDefinition() == null) {
            job.addProperty(new ParametersDefinitionProperty(
                    new StringParameterDefinition("RUN"), new StringParameterDefinition("END")));
            job.setDefinition(new CpsFlowDefinition(way.script, true));
        }
        return Objects.requireNonNull(job.scheduleBuild2(
                        0,
                        new ParametersAction(
                                new StringParameterValue("RUN", id(run)),
                                new StringParameterValue("END", Long.toString(end)))))
                .waitForStart();
    }

    static Figures figures(JenkinsRule jenkins, Order order) throws Throwable {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long heapBefore = liveHeap();
        long ownBytesBefore = ownBytes();
        int threadsBefore = threads.getThreadCount();
        threads.resetPeakThreadCount();
        TreeMap<String, Integer> mostByName = new TreeMap<>();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        looking.scheduleAtFixedRate(() -> countOwnThreads(mostByName), 0, 1, TimeUnit.SECONDS);
        long began = System.nanoTime();
        long processor = processorNanos();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "measured");
        List<WorkflowRun> builds = new ArrayList<>();
        for (int i = 0; i < order.builds(); i++) {
            builds.add(start(job, order.way(), i, order.ends()[i]));
        }
        OtherWaits others = new OtherWaits(order);
        int begun = others.begin();
        for (WorkflowRun build : builds) {
            begun += awaitStep(build, order.first()) ? 1 : 0;
        }
        double secondsToBegin = (System.nanoTime() - began) / 1e9;
        long processorBegun = processorNanos();
        pauseUntil(order.first() - 5_000);
        long processorBefore = processorNanos();
        long heapWith = liveHeap();
        long ownBytes = ownBytes() - ownBytesBefore;
        int busyExecutors = jenkins.jenkins.toComputer().countBusy();
        long processorOfMeasuring = processorNanos() - processorBefore;
        for (WorkflowRun build : builds) {
            while (build.isBuilding() && System.currentTimeMillis() < order.deadline()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        others.await();
        long processorEnd = processorNanos();
        looking.shutdown();
        looking.awaitTermination(1, TimeUnit.MINUTES);
        TreeMap<String, Integer> results = new TreeMap<>();
        for (int i = 0; i < builds.size(); i++) {
            WorkflowRun build = builds.get(i);
            if (!build.isBuilding()) {
                others.ended[i] = build.getStartTimeInMillis() + build.getDuration();
                others.results[i] = String.valueOf(build.getResult());
            }
        }
        Arrays.stream(others.results).forEach(result -> results.merge(result, 1, Integer::sum));
        return new Figures(
                secondsToBegin,
                begun,
                busyExecutors,
                (processorBegun - processor) / 1e9,
                (processorEnd - processorBegun - processorOfMeasuring) / 1e9,
                heapBefore,
                heapWith,
                ownBytes,
                threadsBefore,
                threads.getPeakThreadCount(),
                mostByName,
                others.ended,
                results);
    }

    /** The waits that are no builds. */
    private static final class OtherWaits {

        private final Order order;
        private final CountDownLatch active;
        private final long[] ended;
        private final String[] results;

        OtherWaits(Order order) {
            this.order = order;
            active = new CountDownLatch(order.waits() - order.builds());
            ended = new long[order.waits()];
            results = new String[order.waits()];
            Arrays.fill(results, "none");
        }

        int begin() throws Exception {
            ServerTarget target = SynchronizationConfiguration.get().target(PlayedApi.SERVER);
            var limits = target.currentLimits();
            WaitSettings settings = WaitSettings.DEFAULTS.withIntervals(target.minInterval(), target.maxInterval());
            CredentialSource credential = new Bearer(AccessToken.of(order.token()));
            // The plugin has another class loader, and thus this is in another package.
            Method look = BuildWaits.class.getDeclaredMethod("look", WaitRequest.class, WaitListener.class);
            look.setAccessible(true);
            for (int i = order.builds(); i < order.waits(); i++) {
                RunAddress address = new RunAddress(target.api(), ConnectionType.MANIFEST, id(i), id(i));
                look.invoke(
                        BuildWaits.get(),
                        WaitRequest.begin(address, credential, settings, limits, Instant.now()),
                        new Listener(i));
            }
            return order.waits() - order.builds();
        }

        void await() throws InterruptedException {
            active.await(order.deadline() - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
        }

        private final class Listener implements WaitListener {
            private final int index;

            Listener(int index) {
                this.index = index;
            }

            @Override
            public void completed(RunSummary summary, RunBody body) {
                body.close();
                end("Success".equals(summary.run().result().text()) ? "SUCCESS" : "FAILURE");
            }

            @Override
            public void failed(WaitFailure failure) {
                end(failure.reason().name());
            }

            private void end(String result) {
                ended[index] = System.currentTimeMillis();
                results[index] = result;
                active.countDown();
            }
        }
    }

    private record Bearer(AccessToken token) implements CredentialSource {
        @Override
        public CompletableFuture<Credential> resolve() {
            return CompletableFuture.completedFuture(new Credential.Bearer(token));
        }

        @Override
        public String name() {
            return PlayedApi.TOKEN_ID;
        }
    }

    /** Whether the step of a build has begun by then. */
    private static boolean awaitStep(WorkflowRun build, long deadline) throws Exception {
        while (build.isBuilding() && System.currentTimeMillis() < deadline) {
            if (build.getExecution() != null
                    && !build.getExecution().getCurrentExecutions(true).get().isEmpty()) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return false;
    }

    private static void pauseUntil(long time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time - System.currentTimeMillis());
    }

    private static void countOwnThreads(Map<String, Integer> most) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 100];
        int count = all.enumerate(threads);
        Map<String, Integer> now = Arrays.stream(threads, 0, count)
                .map(Thread::getName)
                .filter(name -> name.matches("(?i).*(itwin|okhttp|okio|blockThread|SynchronousNonBlocking).*"))
                .collect(Collectors.toMap(name -> name.replaceAll("\\d+", "#"), name -> 1, Integer::sum));
        now.forEach((name, number) -> most.merge(name, number, Math::max));
        most.merge("all of these", now.values().stream().mapToInt(n -> n).sum(), Math::max);
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What is used of the heap after a full collection, in bytes. */
    public static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The shallow sizes of all live objects of the plugin's classes, as the JVM's class histogram has them. */
    private static long ownBytes() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].startsWith("io.jenkins.plugins.synchronization."))
                .mapToLong(columns -> Long.parseLong(columns[2]))
                .sum();
    }
}
