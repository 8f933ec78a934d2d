package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunWatcherScaleTest {

    private static final int WAITS = 10_000;
    private static final List<String> RESULTS =
            List.of("Success", "PartialSuccess", "Skipped", "Error", "TimedOut", "Canceled", "Undetermined", "Odd");

    private record Ending(Instant at, String result, ApiFailure.Kind failure) {
        RunAnswer answer() {
            return failure == null ? Answers.completed(result) : Answers.failed(failure);
        }
    }

    @Test
    void tenThousandWaitsEachEndOnceWithTheOutcomeOfTheirRun() {
        VirtualWatch watch = new VirtualWatch();
        Random random = new Random(7);
        List<Ending> endings = new ArrayList<>();
        List<RecordingListener> listeners = new ArrayList<>();
        watch.source = ScriptedSource.client("s3cret");
        watch.api.answer(asked ->
                answer(endings.get(Integer.parseInt(asked.address().runId())), asked.at(), random.nextInt(50)));
        for (int i = 0; i < WAITS; i++) {
            endings.add(new Ending(
                    VirtualWatch.BEGIN.plusSeconds(length(random)),
                    RESULTS.get(i % RESULTS.size()),
                    i % 97 == 0 ? ApiFailure.Kind.FORBIDDEN : null));
            listeners.add(watch.watch(watch.request(String.valueOf(i))));
        }

        watch.advance(Duration.ofHours(2));

        for (int i = 0; i < WAITS; i++) {
            RecordingListener listener = listeners.get(i);
            assertThat(listener.ends()).isEqualTo(1);
            if (endings.get(i).failure() == null) {
                assertThat(listener.completed().run().result().text())
                        .isEqualTo(endings.get(i).result());
            } else {
                assertThat(listener.reason()).isEqualTo(WaitFailure.Reason.NOT_AUTHORIZED);
            }
        }
        assertThat(watch.watcher.waits()).isEmpty();
        assertThat(watch.time.isIdle()).isTrue();
    }

    /** From 30 s to 1 h, as many short ones as long ones. */
    private static long length(Random random) {
        return Math.round(30 * Math.pow(120, random.nextDouble()));
    }

    private static RunAnswer answer(Ending ending, Instant now, int dice) {
        if (dice == 0) {
            return Answers.failed(ApiFailure.Kind.UNAVAILABLE);
        }
        return now.isBefore(ending.at()) ? Answers.executing() : ending.answer();
    }
}
