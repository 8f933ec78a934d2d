package io.jenkins.plugins.synchronization.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A summary needs the same memory for any number of tasks. */
class AllocationTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @ParameterizedTest
    @ValueSource(strings = {"Success", "Cancelled", "tImEdOuT", "Half-done", "Übersprungen", "C\\u0061nceled"})
    void theSummaryOf20000TasksAllocatesNoMoreThanThatOf200(String result) throws IOException {
        byte[] few = bodyOf(200, result);
        byte[] many = bodyOf(20_000, result);
        allocated(many);

        long ofFew = allocated(few);
        long ofMany = allocated(many);

        assertThat(ofMany - ofFew).isLessThan(10_000);
    }

    private static long allocated(byte[] body) throws IOException {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        RunReader.summary(new ByteArrayInputStream(body));
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static byte[] bodyOf(int tasks, String result) {
        return IntStream.range(0, tasks)
                .mapToObj(task -> """
                        {"id":"%040d","startDateTime":"2020-10-24T02:44:13.4109666Z","retryAttempts":0,"state":"Completed",\
                        "result":"%s","error":{"message":"Failed.","bridgeExitCode":4294967295,"canUserFix":false}}""".formatted(task, result))
                .collect(Collectors.joining(",", "{\"run\":{\"jobs\":[{\"tasks\":[", "]}]}}"))
                .getBytes(UTF_8);
    }
}
