package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The words for an answer that was not a run, where no wait ended by it. */
class FailureTextTest {

    private static final ApiFailure BUSY = new ApiFailure(
            ApiFailure.Kind.UNAVAILABLE, 503, "ServiceUnavailable", "{0} Try later.", List.of(), null, "id-1");

    @Test
    void anAnswerIsTextWithItsStatusCodeMessageAndCorrelationId() {
        assertThat(FailureText.of(BUSY, Locale.ENGLISH))
                .isEqualTo("The API is not available (HTTP 503 ServiceUnavailable: {0} Try later)."
                        + " Correlation ID for support: id-1");
    }

    @Test
    void anAnswerIsToldInTheReadersLanguage() {
        assertThat(FailureText.of(BUSY, Locale.GERMAN))
                .contains("HTTP 503 ServiceUnavailable", "id-1")
                .doesNotContain("The API");
    }
}
