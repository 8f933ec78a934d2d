package io.jenkins.plugins.synchronization.benchmarks.waiting;

import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.VirtualScheduler;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** 10,000 waits on different runs: threads and heap while they are idle, and how each ends; beside a thread for each. */
final class ManyWaits {

    private static final int WAITS = 10_000;
    private static final String[] RESULTS = {"Success", "PartialSuccess", "Error", "Canceled", "Skipped"};
    private static final RequestLimits NO_LIMITS = new RequestLimits(1_000_000_000, 1_000_000_000);

    private record Figures(String name, int threads, double heapBytes, double residentBytes) {}

    void print(PrintStream out) throws IOException, InterruptedException {
        out.println("| 10,000 waits at once | threads added | heap per idle wait | resident memory per idle wait |");
        out.println("|---|---|---|---|");
        List<Figures> figures = new ArrayList<>();
        String endings = waitsOfTheEngine(figures);
        sleepingThreads(figures);
        for (Figures row : figures) {
            out.printf(
                    "| %s | %d | %.0f bytes | %.0f bytes |%n",
                    row.name(), row.threads(), row.heapBytes(), row.residentBytes());
        }
        out.println();
        out.println(endings);
    }

    private static String waitsOfTheEngine(List<Figures> figures) throws IOException {
        VirtualScheduler scheduler = new VirtualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
        SimulatedRuns api = new SimulatedRuns(scheduler, null);
        Endings endings = new Endings(scheduler);
        for (int i = 0; i < WAITS; i++) {
            api.add(run(i), scheduler.now(), Duration.ofMinutes(30 + i % 60), RESULTS[i % RESULTS.length]);
        }
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        double heap = heap();
        double resident = resident();
        try (RunWatcher watcher = Watching.watcher(scheduler, api)) {
            for (int i = 0; i < WAITS; i++) {
                watcher.watch(Watching.request(run(i), NO_LIMITS, scheduler), endings.listener(run(i)));
            }
            scheduler.advance(Duration.ofMinutes(20));
            figures.add(new Figures(
                    "this engine",
                    ManagementFactory.getThreadMXBean().getThreadCount() - threads,
                    (heap() - heap) / WAITS,
                    (resident() - resident) / WAITS));
            scheduler.runUntil(() -> watcher.waits().isEmpty(), scheduler.now().plus(Duration.ofHours(30)));
            scheduler.advance(Duration.ofHours(30));
        }
        long right = 0;
        for (int i = 0; i < WAITS; i++) {
            List<Endings.Ending> told = endings.of(run(i));
            right += told.size() == 1 && told.get(0).result().equals(RESULTS[i % RESULTS.length]) ? 1 : 0;
        }
        return "%d of %d waits ended exactly once with the run's result; %d ends were told in all."
                .formatted(right, WAITS, endings.ended());
    }

    private static void sleepingThreads(List<Figures> figures) throws IOException, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(WAITS);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        double heap = heap();
        double resident = resident();
        for (int i = 0; i < WAITS; i++) {
            Thread thread = new Thread(() -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException over) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        begun.await();
        figures.add(new Figures(
                "a blocked thread for each",
                ManagementFactory.getThreadMXBean().getThreadCount() - threads,
                (heap() - heap) / WAITS,
                (resident() - resident) / WAITS));
        end.countDown();
    }

    private static String run(int i) {
        return "%040x".formatted(i);
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static double resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                * 1024.0;
    }
}
