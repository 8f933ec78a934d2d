package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunChoiceTest {

    private static final String URL = "https://api.bentley.com/synchronization/imodels/storageconnections/c1/runs/r1";

    @Test
    void anIdIsARunOfTheConnection() {
        assertThat(choice("r1", "c1").address())
                .contains(new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, "c1", "r1"));
    }

    @ParameterizedTest
    @CsvSource({"c1", "''", ","})
    void aUrlNamesItsConnectionAndItsKind(String connection) {
        assertThat(choice(URL, connection).address())
                .contains(new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "c1", "r1"));
    }

    @Test
    void aPathIsAUrlOfTheServer() {
        assertThat(choice("/storageconnections/c1/runs/r1", "c1").address())
                .contains(new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "c1", "r1"));
    }

    @Test
    void theLatestHasToBeFound() {
        assertThat(choice(" Latest ", "c1").address()).isEmpty();
        assertThat(choice("latest", "c1").connection().connectionId()).isEqualTo("c1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r 1|c1|The run ID must be 1 to 128 letters, digits, hyphens or underscores",
                "r1|''|The connection ID must be 1 to 128 letters, digits, hyphens or underscores",
                "latest|''|The connection ID must be 1 to 128 letters, digits, hyphens or underscores",
                URL + "|c2|The URL of the run belongs to a different connection than the connection ID",
                "https://elsewhere.example/storageconnections/c1/runs/r1|c1|The URL of the run is not on the server https://api.bentley.com",
                URL + "/jobs|c1|The URL of the run does not lead to a run"
            })
    void whatNamesNoRunIsRefused(String run, String connection, String message) {
        assertThatThrownBy(() -> choice(run, connection))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static RunChoice choice(String run, String connection) {
        return RunChoice.parse(run, connection, ConnectionType.MANIFEST, ServerUrl.PRODUCTION_API);
    }
}
