package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.blocking.BlockThreadStep;
import io.jenkins.plugins.synchronization.simulator.RecordedRequest;
import io.jenkins.plugins.synchronization.wait.MeasuredJenkins.Figures;
import io.jenkins.plugins.synchronization.wait.MeasuredJenkins.Order;
import io.jenkins.plugins.synchronization.wait.MeasuredJenkins.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Measures many waits at once in a Jenkins, beside builds that sleep and builds that block a thread each. No test: its name
 * keeps it out of the build, and docs/performance.md has the command and explains what it prints.
 */
class WaitsBenchmark {

    /** How long the last run lasts; the first one ends after 40 % of that. */
    private static final int MINUTES = Integer.getInteger("waits.minutes", 10);

    private static final String MANY_TASKS = """
            generate: {count: 14000, everyTaskCarriesError: true, \
            error: {errorCode: TAE_BRG_1000, message: Failed to process the file., \
            details: Error exit code received from bridge wrapper., bridgeExitCode: 4294967295, \
            system: cloud_orchestrator, phase: internal_server_error, category: other, \
            descriptionKey: RunOrchestrationError, description: Failed to orchestrate Run., canUserFix: false}, \
            synchronizationReport: {suggestedAction: Warning, totalWarningsCount: 20, totalOtherIssuesCount: 3}}""";

    private static final List<String> ROWS = Collections.synchronizedList(new ArrayList<>());

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
                        .filter(way -> way == Way.WAIT || waits <= MeasuredJenkins.MOST_BUILDS)
                        .map(way -> Arguments.of(way, waits)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void measure(Way way, int waits) throws Throwable {
        ScheduledExecutorService ending = Executors.newSingleThreadScheduledExecutor();
        try (PlayedApi api = PlayedApi.start()) {
            play(api, MeasuredJenkins.FIRST, "0s");
            for (int i = 0; i < waits && way == Way.WAIT; i++) {
                play(api, i, "24h");
            }
            String token = api.api().validToken();
            real.startJenkins();
            real.runRemotely(api.configuration());
            real.runRemotely(MeasuredJenkins::prepare, new Order(way, token, new long[] {System.currentTimeMillis()}));
            Instant begin = Instant.now();
            Order order = new Order(way, token, ends(waits, begin));
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
            Figures figures = real.runRemotely(MeasuredJenkins::figures, order);
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
                MeasuredJenkins.id(run),
                """
                name: scale
                connectionId: %s
                states: [{state: Executing, phase: MasterFile, for: %s}]
                result: Success
                jobs: [{connectorType: DWG, starts: 0s, finishes: 0s, %s}]
                """.formatted(
                                        MeasuredJenkins.id(run),
                                        length,
                                        run % 20 == 5 ? MANY_TASKS : "tasks: [{sourceFileId: a.dwg}]")
                        + "troubles: [{every: 3, late: %dms}, {every: 2, late: %dms}, {late: %dms}]".formatted(late));
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
}
