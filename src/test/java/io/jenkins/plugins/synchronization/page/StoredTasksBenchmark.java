package io.jenkins.plugins.synchronization.page;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.simulator.LargeBody;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.StoredTasks;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Measures reading the tasks and the table of a run with 100,000 tasks. No test: its name keeps it out of the build, and
 * docs/performance.md has the command.
 */
@WithJenkins
class StoredTasksBenchmark {

    private static final int TASKS = Integer.getInteger("tasks", 100_000);
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 21;
    private static final String[] TABLES = {
        "", "?q=a99", "?q=TAE_BRG", "?outcome=failed", "?sort=file", "?sort=-duration", "?sort=-file&page=1000"
    };

    private interface Work {
        void run() throws Exception;
    }

    private static final class Counting implements TaskVisitor {
        private int tasks;

        @Override
        public void task(int job, Task task) {
            tasks++;
        }

        @Override
        public void job(Job job) {}
    }

    @Test
    void measure(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = new Pages(jenkins).build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        LargeBody.write(body, TASKS);
        RunRecord run = Recording.in(build).record("7", body.toByteArray()).run();
        long[] fromBody = new long[ROUNDS];
        long[] fromMemory = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            fromBody[Math.max(round, 0)] = nanos(() -> {
                try (InputStream in = BodyStore.of(build).open("7")) {
                    RunReader.read(in, new Counting());
                }
            });
            fromMemory[Math.max(round, 0)] = nanos(() -> {
                Counting counting = new Counting();
                StoredTasks.visit(build, run, counting);
                if (counting.tasks != TASKS) {
                    throw new IllegalStateException("Not all tasks were visited: " + counting.tasks);
                }
            });
        }
        System.out.printf(
                Locale.ROOT,
                "from memory %.1f ms, reading the stored body %.1f ms: ratio %.3f%n",
                median(fromMemory),
                median(fromBody),
                median(fromMemory) / median(fromBody));

        HttpClient client = HttpClient.newHttpClient();
        String page = jenkins.getURL() + build.getUrl() + "synchronization/run/7/";
        for (String table : TABLES) {
            System.out.printf(Locale.ROOT, "table%s %.1f ms%n", table, median(times(client, page + "table" + table)));
        }
        System.out.printf(Locale.ROOT, "whole page %.1f ms%n", median(times(client, page)));
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage whole = browser.goTo(build.getUrl() + "synchronization/run/7/");
            System.out.println(
                    "elements of the page: " + whole.getByXPath("//*").size());
        }
    }

    private static long[] times(HttpClient client, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        long[] times = new long[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            times[Math.max(round, 0)] = nanos(() -> {
                int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("Status " + status + " of " + url);
                }
            });
        }
        return times;
    }

    private static long nanos(Work work) throws Exception {
        long before = System.nanoTime();
        work.run();
        return System.nanoTime() - before;
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1e6;
    }
}
