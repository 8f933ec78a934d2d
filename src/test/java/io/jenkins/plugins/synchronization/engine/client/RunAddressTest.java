package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RunAddressTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a/b", "..", ".", "%2f", "a%2fb", "a\nb", "a\n", "a b", "a?b", "a#b", "a\\b", "ä", "a;b", "a:b",
                "\u0000"
            })
    void anIdThatCouldLeadElsewhereIsRefusedWithoutRepeatingIt(String id) {
        assertRefused("connection ID", id, "run");
        assertRefused("run ID", "connection", id);
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(address("a".repeat(128), "r").connectionId()).hasSize(128);
        assertRefused("connection ID", "a".repeat(129), "r");
    }

    @Property
    void noTextCanChangeHostOrPath(@ForAll String id) {
        if (!RunAddress.isId(id)) {
            assertRefused("run ID", "c", id);
            return;
        }
        HttpUrl url = address("c", id).url();
        assertThat(url.host()).isEqualTo("api.bentley.com");
        assertThat(url.pathSegments())
                .containsExactly("synchronization", "imodels", "manifestconnections", "c", "runs", id);
        assertThat(url.query()).isNull();
    }

    private static RunAddress address(String connection, String run) {
        return new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.MANIFEST, connection, run);
    }

    private static void assertRefused(String what, String connection, String run) {
        assertThatThrownBy(() -> address(connection, run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The " + what + " must be 1 to 128 letters, digits, hyphens or underscores");
    }
}
