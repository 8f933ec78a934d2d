package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void whatIsAddedIsReadByTheNextWaitForTheSameConnection() throws Exception {
        history().add(run("a", "1"), Duration.ofMillis(62_500), folder, problems::add);
        history().add(run("a", "2"), Duration.ofMinutes(2), folder, problems::add);
        history().add(run("b", "3"), Duration.ofHours(1), folder, problems::add);

        assertThat(durations("a")).containsExactly(Duration.ofMillis(62_500), Duration.ofMinutes(2));
        assertThat(durations("b")).containsExactly(Duration.ofHours(1));
        assertThat(durations("c")).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(files()).containsExactly("history.json");
    }

    @Test
    void onlyTheLatestTwentyRunsOfAConnectionStay() throws Exception {
        for (int i = 1; i <= 25; i++) {
            history().add(run("a", "run-" + i), Duration.ofSeconds(i), folder, problems::add);
        }

        assertThat(durations("a"))
                .isEqualTo(LongStream.rangeClosed(6, 25)
                        .mapToObj(Duration::ofSeconds)
                        .toList());
    }

    @Test
    void aRunThatWasWaitedForTwiceCountsOnce() throws Exception {
        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);
        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);

        assertThat(durations("a")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"run\": {\"id\": \"1\"}}",
                "[1, 2]",
                "nonsense",
                "{\"a\": [{\"seconds\": 5",
                "{\"a\": [5]}",
                "{\"runs\": [{\"id\": \"1\", \"state\": \"Completed\"}]}",
                "{\"sourceFiles\": [{\"id\": \"1\", \"name\": \"a.dgn\"}]}",
                "{\"a\": [{}]}",
                "{\"a\": []}\n{\"a\": []}",
                "{} and more"
            })
    void aFileThatIsNoHistoryIsReportedAndNeitherUsedNorChanged(String content) throws Exception {
        Files.writeString(folder.resolve("history.json"), content);

        assertThat(durations("a")).isEmpty();
        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);

        assertThat(folder.resolve("history.json")).hasContent(content);
        assertThat(problems).hasSize(2).allMatch(problem -> problem.contains("is not a history of runs"));
    }

    @Test
    void aNameThatIsNotUtf8IsNotTakenForOneThatWasReadBefore() throws Exception {
        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);
        assertThat(durations("a")).hasSize(1);
        byte[] broken = "{\"\u00ff\u00ffa\": []}".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("history.json"), broken);

        assertThat(durations("a")).isEmpty();
        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);

        assertThat(folder.resolve("history.json")).hasBinaryContent(broken);
        assertThat(problems).hasSize(2);
    }

    @Test
    void aFileThatIsNestedTooDeepIsNoHistoryEither() throws Exception {
        Files.writeString(folder.resolve("history.json"), "{\"a\": [{\"b\": " + "[".repeat(2000));

        assertThat(durations("a")).isEmpty();
        assertThat(problems).singleElement().asString().contains("is not a history of runs");
    }

    @Test
    void entriesWithoutAUsableDurationAreIgnored() throws Exception {
        Files.writeString(
                folder.resolve("history.json"),
                "{\"a\": [{\"run\": \"1\"}, {\"run\": \"2\", \"seconds\": -3}, {\"seconds\": 7, \"more\": {}}]}");

        assertThat(durations("a")).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void anEmptyFileIsAnEmptyHistory() throws Exception {
        Files.createFile(folder.resolve("history.json"));

        history().add(run("a", "1"), Duration.ofSeconds(10), folder, problems::add);

        assertThat(durations("a")).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedAtOnce() {
        assertThatThrownBy(() -> new HistoryFile(folder.resolve("missing").resolve("history.json")))
                .isInstanceOf(OutputException.class);
        assertThatThrownBy(() -> new HistoryFile(Path.of("-"))).isInstanceOf(UsageException.class);
    }

    private HistoryFile history() throws Exception {
        return new HistoryFile(folder.resolve("history.json"));
    }

    private List<Duration> durations(String connection) throws Exception {
        return history().of(run(connection, "any"), problems::add).durations();
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static RunAddress run(String connection, String run) {
        return new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, connection, run);
    }
}
