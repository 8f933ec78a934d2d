package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAnswer;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers of the API, for scripts. */
final class Answers {

    private static final RunAnswer EXECUTING =
            new RunAnswer.Found(summary("{\"run\":{\"state\":\"Executing\"}}"), null);

    private Answers() {}

    static RunAnswer executing() {
        return EXECUTING;
    }

    static RunAnswer executingSince(Instant start) {
        return new RunAnswer.Found(
                summary("{\"run\":{\"state\":\"Executing\",\"startDateTime\":\"" + start + "\"}}"), null);
    }

    static RunAnswer completed() {
        return completed("Success");
    }

    static RunAnswer completed(String result) {
        String body = "{\"run\":{\"state\":\"Completed\",\"result\":\"" + result + "\"}}";
        return new RunAnswer.Found(summary(body), RunBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static RunAnswer failed(ApiFailure.Kind kind) {
        return new RunAnswer.Failed(failure(kind, null));
    }

    static RunAnswer throttled(Duration retryAfter) {
        return new RunAnswer.Failed(failure(ApiFailure.Kind.THROTTLED, retryAfter));
    }

    static ApiFailure failure(ApiFailure.Kind kind, Duration retryAfter) {
        return new ApiFailure(kind, 0, "Code", "Message.", List.of(), retryAfter, "correlation");
    }

    static RunSummary summary(String body) {
        try {
            return RunReader.summary(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
