package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoSecretInTextTest {

    @ParameterizedTest
    @EnumSource(ApiFailure.Kind.class)
    void noTextOfAFailedWaitHasTheToken(ApiFailure.Kind kind) {
        assertNoSecret(kind, ScriptedSource.bearer("s3cret-token"));
    }

    @ParameterizedTest
    @EnumSource(ApiFailure.Kind.class)
    void noTextOfAFailedWaitHasTheClientsSecretOrItsToken(ApiFailure.Kind kind) {
        Credential client = ScriptedSource.client("s3cret").resolve().join();
        assertNoSecret(kind, ScriptedSource.of(any -> CompletableFuture.completedFuture(client)));
    }

    private static void assertNoSecret(ApiFailure.Kind kind, ScriptedSource source) {
        VirtualWatch watch = new VirtualWatch();
        watch.source = source;
        watch.tokens.answer(number -> "s3cret-issued-" + number);
        watch.api.answer(Answers.failed(kind));
        Wait wait = watch.watch();
        watch.untilOver();

        WaitFailure failure = watch.listener.failed();
        assertThat(failure
                        + FailureText.of(failure, Locale.ENGLISH)
                        + FailureText.of(failure, Locale.GERMAN)
                        + wait.status()
                        + wait.request()
                        + wait)
                .contains("Message.")
                .doesNotContain("s3cret");
    }
}
