package io.jenkins.plugins.synchronization.wait;

import hudson.util.FormValidation;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Turns the first response of the API into the result of a form's check, in the words of a build's log. */
final class FirstAnswer implements WaitListener {

    private final WaitRequest request;
    private final Locale locale;
    private final Consumer<FormValidation> receiver;

    /** Takes the request, the reader's language, and the receiver of the result, who may be called several times. */
    FirstAnswer(WaitRequest request, Locale locale, Consumer<FormValidation> receiver) {
        this.request = request;
        this.locale = locale;
        this.receiver = receiver;
    }

    @Override
    public void progress(RunSummary summary, Instant nextPoll) {
        say(log -> log.progress(summary));
    }

    @Override
    public void completed(RunSummary summary, RunBody body) {
        body.close();
        say(log -> log.completed(summary));
    }

    private void say(Consumer<WaitLog> what) {
        StringJoiner text = new StringJoiner("; ");
        what.accept(new WaitLog(request, locale, Instant::now, text::add));
        receiver.accept(FormValidation.ok(text.toString()));
    }

    @Override
    public void trouble(ApiFailure failure, Instant nextPoll) {
        boolean asksWithNewToken =
                failure.kind() == ApiFailure.Kind.UNAUTHORIZED || failure.kind() == ApiFailure.Kind.TOKEN_REFUSED;
        if (!asksWithNewToken) {
            receiver.accept(FormValidation.error(FailureText.of(failure, locale)));
        }
    }

    @Override
    public void failed(WaitFailure failure) {
        receiver.accept(FormValidation.error(FailureText.of(failure, locale)));
    }
}
