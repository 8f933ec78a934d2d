package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.polling.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Whatever stands in the file that a wait adds its duration to; see {@code bin/fuzz}. */
class HistoryFileFuzzTest {

    private static final RunAddress RUN = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "a", "run");

    /** Outside the test's own folder, which JUnit would make anew for each input. */
    private static final Path FOLDER = folder();

    /** A history gets one more run, and what is none stays as it is. */
    @FuzzTest
    void history(byte[] input) throws Exception {
        Path path = FOLDER.resolve("history.json");
        Files.write(path, input);
        List<String> problems = new ArrayList<>();
        RunHistory before = new HistoryFile(path).of(RUN, problems::add);

        new HistoryFile(path).add(RUN, Duration.ofSeconds(90), FOLDER, problems::add);

        assertThat(before).isNotNull();
        if (problems.isEmpty()) {
            assertThat(values(input)).isLessThan(2);
            RunHistory after = new HistoryFile(path).of(RUN, problems::add);
            assertThat(problems).isEmpty();
            assertThat(after.durations()).last().isEqualTo(Duration.ofSeconds(90));
        } else {
            assertThat(problems).hasSize(2);
            assertThat(path).hasBinaryContent(input);
        }
    }

    /** How many values stand in a text one after another. */
    private static int values(byte[] json) throws IOException {
        int values = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
                values++;
            }
        }
        return values;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("history");
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @AfterAll
    static void removeFolder() throws Exception {
        Files.deleteIfExists(FOLDER.resolve("history.json"));
        Files.delete(FOLDER);
    }
}
