package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.StartedRun;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    private static RunSummary summary(String body) throws IOException {
        return RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRunThatIsOverIsToldWithItsCounts() throws Exception {
        RunSummary run = summary("""
                {"run":{"state":"Completed","result":"PartialSuccess","startDateTime":"2020-10-24T02:44:13.4109666Z",
                "endDateTime":"2020-10-24T02:47:13.4109666Z","error":{"errorKey":"K","description":"D"},
                "jobs":[{"tasks":[{"result":"Success"},{"result":"Error"},{"result":"Success"}]}]}}
                """);

        assertThat(ResultJson.of(
                        new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "c1", "r1"),
                        run,
                        Outcome.UNSTABLE,
                        7,
                        ResultError.of(run.run().error())))
                .isEqualTo(
                        "{\"state\":\"Completed\",\"result\":\"PartialSuccess\",\"outcome\":\"UNSTABLE\","
                                + "\"startDateTime\":\"2020-10-24T02:44:13.410966600Z\","
                                + "\"endDateTime\":\"2020-10-24T02:47:13.410966600Z\","
                                + "\"tasks\":{\"total\":3,\"byResult\":{\"Error\":1,\"Success\":2}},\"polls\":7,"
                                + "\"connectionId\":\"c1\",\"runId\":\"r1\",\"error\":{\"reason\":\"RUN\",\"message\":\"D\",\"code\":\"K\"}}");
    }

    @Test
    void whereNothingIsKnownEveryFieldIsStillThere() {
        assertThat(ResultJson.of(null, null, null, 0, null))
                .isEqualTo("{\"state\":null,\"result\":null,\"outcome\":null,\"startDateTime\":null,"
                        + "\"endDateTime\":null,\"tasks\":{\"total\":0,\"byResult\":{}},\"polls\":0,"
                        + "\"connectionId\":null,\"runId\":null,\"error\":null}");
    }

    @Test
    void aStartedRunIsReportedWithItsIds() {
        RunAddress run = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "c1", "r1");

        assertThat(ResultJson.of(new StartedRun(run, true), null))
                .isEqualTo("{\"connectionId\":\"c1\",\"runId\":\"r1\",\"connectionType\":\"storage\","
                        + "\"alreadyActive\":true,\"error\":null}");
        assertThat(ResultJson.of(null, ResultError.of("USAGE", "why")))
                .isEqualTo("{\"connectionId\":null,\"runId\":null,\"connectionType\":null,\"alreadyActive\":false,"
                        + "\"error\":{\"reason\":\"USAGE\",\"message\":\"why\"}}");
    }

    @Test
    void aTaskWithoutAResultIsCountedAsUndetermined() throws Exception {
        RunSummary run =
                summary("{\"run\":{\"jobs\":[{\"tasks\":[{},{\"result\":null},{\"result\":\"Undetermined\"}]}]}}");

        assertThat(ResultJson.of(null, run, null, 1, null)).contains("\"byResult\":{\"Undetermined\":3}");
    }

    @Test
    void theLineIsAsciiWithoutLineBreaksWhateverTheApiSaid() throws Exception {
        RunSummary run = summary("{\"run\":{\"state\":\"Ünknöwn\\n\\u202e🚀\",\"result\":\"\\u0000\\\"<b>\"}}");

        String line = ResultJson.of(null, run, null, 1, ResultError.of("USAGE", "naïve\r\n\u2028"));

        assertThat(line.chars()).allMatch(character -> character >= 32 && character < 127);
        assertThat(line).contains("\\u00DCnkn\\u00F6wn\\n\\u202E\\uD83D\\uDE80");
    }
}
