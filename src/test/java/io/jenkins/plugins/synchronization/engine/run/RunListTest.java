package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunListTest {

    @Test
    void theRunsAreListedInTheirOrderWithStateAndStart() throws IOException {
        RunList list = read("""
                {'page': {'runs': [{'id': 'other'}]}, 'runs': [
                  {'jobs': [{'id': 'job', 'state': 'Completed'}], 'id': 'a', 'state': 'Executing', 'startDateTime': '2020-10-24T02:44:13Z'},
                  {'id': 'b', 'state': 7, 'startDateTime': null}], 'count': 2}""");

        assertThat(list.runs())
                .containsExactly(
                        new ListedRun("a", Term.of(ExecutionState.EXECUTING), Instant.parse("2020-10-24T02:44:13Z")),
                        new ListedRun("b", Term.absent(ExecutionState.class), null));
        assertThat(list.entries()).isEqualTo(2);
        assertThat(list.hasNext()).as("no links").isNull();
    }

    @Test
    void whatIsNoRunOrHasNoUsableIdIsPassedOver() throws IOException {
        String longest = "i".repeat(128);
        RunList list = read(
                "{'runs': [null, [{'id': 'x'}], {}, {'id': 5}, {'id': {'id': 'y'}}, {'id': 'i%1$s'}, {'id': '%1$s'}]}"
                        .formatted(longest));

        assertThat(list.runs()).extracting(ListedRun::id).containsExactly(longest);
        assertThat(list.entries()).as("what the next page begins after").isEqualTo(7);
    }

    @Test
    void noMoreThanTenThousandRunsAreKept() throws IOException {
        String runs = IntStream.rangeClosed(1, 10_001)
                .mapToObj(i -> "{'id': '" + i + "'}")
                .collect(Collectors.joining(","));

        assertThat(read("{'runs': [" + runs + "]}").runs()).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{'a':"})
    void whatIsNestedTooDeeplyIsRefused(String nested) {
        String deep = "{'a': " + nested.repeat(2000);

        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(NotARunException.class)
                .hasMessage("The response is nested too deeply, or has a number that is too long");
        assertThatThrownBy(() -> SourceFileList.read(body(deep))).isInstanceOf(NotARunException.class);
        assertThatThrownBy(() -> RunList.lastRunOf(body(deep))).isInstanceOf(NotARunException.class);
    }

    @Test
    void aLinkSaysThatAnotherPageFollows() throws IOException {
        assertThat(read("{'_links': {'next': {'method': 'GET', 'href': 'https://api/2'}}, 'runs': []}")
                        .hasNext())
                .isTrue();
        assertThat(read("{'runs': [], '_links': {'next': null, 'self': {'href': 'https://api/1'}}}")
                        .hasNext())
                .isFalse();
        assertThat(read("{'runs': [], '_links': {'next': {'href': null}, 'self': {'href': 'https://api/1'}}}")
                        .hasNext())
                .isFalse();
        assertThat(read("{'runs': [], '_links': {'next': {'href': ''}}}").hasNext())
                .isFalse();
        assertThat(read("{'runs': [], '_links': {'next': {'title': 'more'}}}").hasNext())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "", "{'runs': null}", "{'runs': {'id': 'a'}}", "{'_links': []}"})
    void anythingElseIsNoList(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(NotARunException.class)
                .hasMessageContaining("The response is not a list of runs");
    }

    @Test
    void aConnectionLinksToItsNewestRun() throws IOException {
        assertThat(RunList.lastRunOf(
                        body("{'connection': {'id': 'c', '_links': {'lastRun': {'href': 'https://api/r'}}}}")))
                .isEqualTo("https://api/r");
        assertThat(RunList.lastRunOf(
                        body("{'connection': {'_links': {'lastRun': null, 'self': {'href': 'https://api'}}}}")))
                .isNull();
    }

    @Test
    void whatIsNoWholeObjectIsNoConnection() {
        assertThatThrownBy(() -> RunList.lastRunOf(body("['lastRun']")))
                .isInstanceOf(NotARunException.class)
                .hasMessageContaining("The response is not a connection");
        assertThatThrownBy(() -> RunList.lastRunOf(body("{'connection': {'_links': {")))
                .isInstanceOf(NotARunException.class);
    }

    private static RunList read(String json) throws IOException {
        return RunList.read(body(json));
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
