package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunLocationTest {

    private static final ServerUrl API = ServerUrl.PRODUCTION_API;

    @ParameterizedTest
    @CsvSource({
        "/synchronization/imodels/manifestconnections/c-1/runs/r_1, MANIFEST",
        "/synchronization/imodels/manifestConnections/c-1/Runs/r_1, MANIFEST",
        "https://api.bentley.com/synchronization/imodels/storageconnections/c-1/runs/r_1, STORAGE",
        "HTTPS://API.BENTLEY.COM:443/SYNCHRONIZATION/IMODELS/STORAGECONNECTIONS/c-1/RUNS/r_1/, STORAGE",
        "'  https://api.bentley.com/v2/storageconnections/c-1/runs/r_1?x=1#y ', STORAGE",
        "storageconnections/c-1/runs/r_1, STORAGE"
    })
    void aPathOrUrlLeadsToItsRun(String location, ConnectionType type) {
        assertThat(RunLocation.parse(location, API)).isEqualTo(new RunAddress(API, type, "c-1", "r_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/synchronization/imodels/storageconnections/c/runs/r",
                "http://api.bentley.com/synchronization/imodels/storageconnections/c/runs/r",
                "https://api.bentley.com:8443/synchronization/imodels/storageconnections/c/runs/r",
                "https://user@api.bentley.com/synchronization/imodels/storageconnections/c/runs/r",
                "https://api.bentley.com.elsewhere.example/imodels/storageconnections/c/runs/r",
                "https://api.bentley.com@elsewhere.example/imodels/storageconnections/c/runs/r",
                "//elsewhere.example/synchronization/imodels/storageconnections/c/runs/r",
                "\\\\elsewhere.example\\storageconnections\\c\\runs\\r"
            })
    void anotherServerIsRefused(String location) {
        assertThatThrownBy(() -> RunLocation.parse(location, API))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not on the server https://api.bentley.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/runs/r",
                "ftp://api.bentley.com/storageconnections/c/runs/r",
                "/synchronization/imodels/storageconnections/c/runs",
                "/synchronization/imodels/storageconnections/c/runs/r/jobs",
                "/synchronization/imodels/otherconnections/c/runs/r",
                "/synchronization/imodels/storageconnections/c/run/r",
                "/storageconnections/a%2Fb/runs/r",
                "/storageconnections/c/runs/r%00",
                "/storageconnections/c/runs/a b"
            })
    void whatIsNoRunIsRefused(String location) {
        assertThatThrownBy(() -> RunLocation.parse(location, API)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLocationHasAtMost4096Characters() {
        String run = "/storageconnections/c-1/runs/r_1?";
        String longest = run + "x".repeat(4096 - run.length());

        assertThat(RunLocation.parse(longest, API))
                .isEqualTo(new RunAddress(API, ConnectionType.STORAGE, "c-1", "r_1"));
        assertThatThrownBy(() -> RunLocation.parse(longest + "x", API)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void everyRunIsFoundAgainAtItsUrlInAnyLetterCase(
            @ForAll("ids") String connection, @ForAll("ids") String run, @ForAll ConnectionType type) {
        RunAddress address = new RunAddress(API, type, connection, run);
        String url = address.url().toString();
        String shouted = url.replace(type.pathSegment(), type.pathSegment().toUpperCase())
                .replace("/runs/", "/RUNS/");

        assertThat(RunLocation.parse(url, API)).isEqualTo(address);
        assertThat(RunLocation.parse(address.url().encodedPath(), API)).isEqualTo(address);
        assertThat(RunLocation.parse(shouted, API)).isEqualTo(address);
    }

    @Property
    void noTextLeadsToAnotherServerOrThrowsAnythingElse(@ForAll("locations") String location) {
        try {
            assertThat(RunLocation.parse(location, API).server()).isEqualTo(API);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(is|has|does) .*");
        }
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("_-")
                .ofMinLength(1)
                .ofMaxLength(128);
    }

    @Provide
    Arbitrary<String> locations() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of("https:", "//", "/", "api.bentley.com", "@", "..", "storageconnections", "runs", "%2f"),
                Arbitraries.strings().ofMaxLength(5));
        return part.list().ofMaxSize(12).map(parts -> String.join("", parts));
    }
}
