package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimulatorConsoleTest {

    @Test
    void itPrintsItsUrlAloneTellsHowToWaitLogsRequestsAndEndsWhenInterrupted() throws Exception {
        LineStream out = new LineStream();
        LineStream err = new LineStream();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        CountDownLatch heard = new CountDownLatch(1);
        SimulatorOptions options = SimulatorOptions.of(
                        Scenario.parse(
                                "name: \"\\e[31mred\"\nconnection: storage\nstates: [{state: Queued, for: 1s}]\nresult: Success"))
                .withListener(request -> heard.countDown());
        Thread console = new Thread(() -> {
            try {
                SimulatorConsole.run(options, "itwin", out.print, err.print);
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        console.start();
        String url = out.next();

        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(err.next()).startsWith("Simulating the scenario '?[31mred'");
        err.next();
        assertThat(err.next())
                .startsWith("    ITWIN_TOKEN=")
                .endsWith(" itwin wait --api-url " + url
                        + " --connection=MWplZe9Uf0iR1IDMqyOMLry641hUCa9JjxI3cYz8uCg"
                        + " --run=a1ecbdc8c4f6173004f9f881914a57c5511a362b --storage");
        err.next();
        assertThat(err.next()).contains("ITWIN_CLIENT_SECRET=").endsWith(" --token-url " + url + "/connect/token");
        err.next();

        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + "/x?y=1")).build(), BodyHandlers.discarding());
        assertThat(err.next()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z GET /x\\?y=1 -> 404");
        assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();

        console.interrupt();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(out.lines).isEmpty();
    }

    @Test
    void whereEachScenarioIsPlayedItTellsHowToNameARun() throws Exception {
        LineStream out = new LineStream();
        LineStream err = new LineStream();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread console = new Thread(() -> {
            try {
                SimulatorConsole.run(SimulatorOptions.ofEach(), "itwin", out.print, err.print);
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        console.start();

        assertThat(err.next()).startsWith("Simulating each scenario").contains("hyphen");
        err.next();
        assertThat(err.next()).contains(" itwin wait --api-url ").endsWith(" --run=demo-1 --storage");

        console.interrupt();
        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    /** A print stream whose lines can be waited for. */
    private static final class LineStream {

        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final PrintStream print = new PrintStream(
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void flush() {
                        String text = toString(StandardCharsets.UTF_8);
                        int end = text.lastIndexOf('\n') + 1;
                        text.substring(0, end).lines().forEach(lines::add);
                        reset();
                        writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
                    }
                },
                true,
                StandardCharsets.UTF_8);

        private String next() throws InterruptedException {
            String line = lines.poll(60, TimeUnit.SECONDS);
            assertThat(line).as("a line").isNotNull();
            return line;
        }
    }
}
