package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.blocking.BlockThreadStep;
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
import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Measures many waits at once in a Jenkins, beside builds that sleep and builds that block a thread each. No test: its name
 * keeps it out of the build, and docs/performance.md has the command and explains what it prints.
 */
class WaitsBenchmark {

    /** How long the last run lasts; the first one ends after 40 % of that. */
    private static final int MINUTES = Integer.getInteger("waits.minutes", 10);

    /** More waits than that are no builds, but on the same watcher. */
    private static final int MOST_BUILDS = 1_000;

    private static final int PER_MINUTE = 3_000;
    private static final int FIRST = -1;
    private static final String MANY_TASKS = """
            generate: {count: 14000, everyTaskCarriesError: true, \
            error: {errorCode: TAE_BRG_1000, message: Failed to process the file., \
            details: Error exit code received from bridge wrapper., bridgeExitCode: 4294967295, \
            system: cloud_orchestrator, phase: internal_server_error, category: other, \
            descriptionKey: RunOrchestrationError, description: Failed to orchestrate Run., canUserFix: false}, \
            synchronizationReport: {suggestedAction: Warning, totalWarningsCount: 20, totalOtherIssuesCount: 3}}""";

    private static final Duration FOR_THE_LAST = Duration.ofMinutes(10);
    private static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());

    private enum Way {
        WAIT("waitForSynchronizationRun(connectionId: params.RUN, runId: params.RUN, credentialsId: 'itwin')"),
        SLEEP("sleep(time: params.END.toLong() - System.currentTimeMillis(), unit: 'MILLISECONDS')"),
        BLOCK("blockThread(params.END.toLong())");

        private final String script;

        Way(String script) {
            this.script = script;
        }

        private String step() {
            return script.substring(0, script.indexOf('('));
        }
    }

    private record Place(String url, String tokenUrl, String token, String clientId, String secret)
            implements Serializable {}

    /**
     * What Jenkins is to do.
     *
     * @param ends when each run, or step, is to end
     */
    private record Order(Way way, Place place, long[] ends) implements Serializable {

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
    private record Figures(
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

    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension()
            .javaOptions("-Xmx1g")
            .addSyntheticPlugin(new RealJenkinsExtension.SyntheticPlugin(BlockThreadStep.class)
                    .header("Plugin-Dependencies", "workflow-step-api:0"))
            .withTimeout((2 * MINUTES + 30) * 60)
            .withLogger("io.jenkins", Level.WARNING);

    static Stream<Arguments> rows() {
        List<Way> ways = Stream.of(
                        System.getProperty("waits.ways", "wait,sleep,block").split(","))
                .map(way -> Way.valueOf(way.toUpperCase(Locale.ROOT)))
                .toList();
        return Stream.of(System.getProperty("waits", "10,100,1000,10000").split(","))
                .map(Integer::valueOf)
                .flatMap(waits -> ways.stream()
                        .filter(way -> way == Way.WAIT || waits <= MOST_BUILDS)
                        .map(way -> Arguments.of(way, waits)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void measure(Way way, int waits) throws Throwable {
        ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor();
        try (PlayedApi api = PlayedApi.start()) {
            play(api, FIRST, "0s");
            for (int i = 0; i < waits && way == Way.WAIT; i++) {
                play(api, i, "24h");
            }
            Place place = new Place(
                    api.url(),
                    api.api().tokenUrl().toString(),
                    api.api().validToken(),
                    api.api().clientId(),
                    api.api().clientSecret());
            real.startJenkins();
            real.runRemotely(WaitsBenchmark::prepare, new Order(way, place, new long[] {System.currentTimeMillis()}));
            Instant begin = Instant.now();
            Order order = new Order(way, place, ends(waits, begin));
            long[] ends = order.ends().clone();
            for (int i = 0; i < waits && way == Way.WAIT; i++) {
                int run = i;
                ending.schedule(
                        () -> {
                            play(api, run, "0s");
                            ends[run] = System.currentTimeMillis();
                        },
                        ends[run] - System.currentTimeMillis(),
                        TimeUnit.MILLISECONDS);
            }
            Figures figures = real.runRemotely(WaitsBenchmark::figures, order);
            print(order, figures, ends, requests(api, begin));
            assertThat(figures.results()).isEqualTo(Map.of("SUCCESS", waits));
        } finally {
            ending.shutdownNow();
        }
    }

    /** A run whose responses come after 50 ms to 2 s, and have 10 MB for one run in 20. */
    private static void play(PlayedApi api, int run, String length) {
        Object[] late = new SplittableRandom(run)
                .doubles(3)
                .mapToObj(part -> Math.round(50 * Math.pow(2_000 / 50.0, part)))
                .toArray();
        api.play(
                id(run),
                """
                name: scale
                connectionId: %s
                states: [{state: Executing, phase: MasterFile, for: %s}]
                result: Success
                jobs: [{connectorType: DWG, starts: 0s, finishes: 0s, %s}]
                """.formatted(id(run), length, run % 20 == 5 ? MANY_TASKS : "tasks: [{sourceFileId: a.dwg}]")
                        + "troubles: [{every: 3, late: %dms}, {every: 2, late: %dms}, {late: %dms}]".formatted(late));
    }

    private static String id(int run) {
        return "run-" + run;
    }

    private static long[] ends(int waits, Instant begin) {
        long longest = TimeUnit.MINUTES.toMillis(MINUTES);
        return new Random(waits)
                .longs(waits, longest * 2 / 5, longest)
                .map(length -> begin.toEpochMilli() + length)
                .toArray();
    }

    private static List<Instant> requests(PlayedApi api, Instant begin) {
        return api.api().requests().stream()
                .map(RecordedRequest::time)
                .filter(time -> time.isAfter(begin))
                .sorted()
                .toList();
    }

    private static long mostInAMinute(List<Instant> times) {
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

    private static void print(Order order, Figures figures, long[] ends, List<Instant> requests) {
        int waits = order.waits();
        boolean waiting = order.way() == Way.WAIT;
        System.out.printf(
                "%d × %s: %d waited after %.0f s, on %d executors; threads by name, at most %s; results %s; delay of the builds %s%n",
                waits,
                order.way().step(),
                figures.begun(),
                figures.secondsToBegin(),
                figures.busyExecutors(),
                figures.mostByName(),
                figures.results(),
                delay(figures, ends, order.builds()));
        ROWS.add(String.format(
                Locale.ROOT,
                "| %,d | `%s` | %.0f + %.0f s | %.0f → %.0f MB | %s | %d → %d | %s | %s |",
                waits,
                order.way().step(),
                figures.processorToBegin(),
                figures.processorAfter(),
                figures.heapBefore() / 1e6,
                figures.heapWith() / 1e6,
                waiting ? figures.ownBytes() / waits + " bytes" : "",
                figures.threadsBefore(),
                figures.mostThreads(),
                waiting ? String.format(Locale.ROOT, "%,d, %,d", requests.size(), mostInAMinute(requests)) : "",
                delay(figures, ends, waits)));
    }

    private static String delay(Figures figures, long[] ends, int waits) {
        double[] seconds = IntStream.range(0, waits)
                .filter(i -> figures.ended()[i] > 0)
                .mapToDouble(i -> (figures.ended()[i] - ends[i]) / 1e3)
                .sorted()
                .toArray();
        int last = seconds.length - 1;
        return last < 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%.1f, %.1f, %.1f s",
                        seconds[last / 2],
                        seconds[(int) Math.ceil(last * 0.95)],
                        seconds[last]);
    }

    @AfterAll
    static void printRows() {
        System.out.println(
                "| waits | step | processor time until all wait + from then on | live heap | plugin's objects"
                        + " per wait | threads | requests, most in a minute | delay: median, 95th percentile, longest |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        ROWS.forEach(System.out::println);
    }

    /** One build, so that what is loaded once does not count. */
    private static void prepare(JenkinsRule jenkins, Order order) throws Throwable {
        Place place = order.place();
        PlayedApi.configure(place.url(), place.tokenUrl(), place.token(), place.clientId(), place.secret());
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

    private static Figures figures(JenkinsRule jenkins, Order order) throws Throwable {
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
            CredentialSource credential =
                    new Bearer(AccessToken.of(order.place().token()));
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

    private static long liveHeap() {
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
