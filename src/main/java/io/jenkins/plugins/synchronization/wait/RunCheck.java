package io.jenkins.plugins.synchronization.wait;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.synchronization.config.ItemCredential;
import io.jenkins.plugins.synchronization.config.ServerTarget;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitListener;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.polling.WaitSettings;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Polls the run of a form once, by the same path as a build's wait, and shows the response. It uses credentials on behalf of
 * the user of the form, who needs the permissions to configure the item and to use its credentials; and it sends them only to
 * a configured server.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RunCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The first answer ends it, whatever it is; the time-out of the wait must not come before ours. */
    private static final WaitSettings ONCE = WaitSettings.DEFAULTS
            .withTimeout(PATIENCE.multipliedBy(2))
            .withGiveUpAfter(PATIENCE.multipliedBy(2))
            .withNotFoundGrace(Duration.ZERO);

    private final CheckPace pace = new CheckPace(RunCheck::monotonic);

    /** No time of day: it may be set back, and checks would seem to be in the future. */
    private static Instant monotonic() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }

    static RunCheck get() {
        return ExtensionList.lookupSingleton(RunCheck.class);
    }

    /**
     * Checks a run; takes up to 20 s.
     *
     * @param item the job, or the folder that it will be in; null if there is none, for administrators only
     * @param parameters the content of the form
     * @return the API's response, or what is wrong, as text
     */
    FormValidation check(Item item, WaitSpec parameters) {
        if (!mayCheck(item)) {
            return FormValidation.error(Messages.RunCheck_permission());
        }
        // What variables stand for is known only when a build runs.
        if (Stream.of(parameters.connectionId(), parameters.runId(), parameters.credentialsId())
                .anyMatch(id -> id.contains("$"))) {
            return FormValidation.warning(Messages.RunCheck_variables());
        }
        try {
            parameters.takeDefaultsOf(item);
            parameters.check();
            ServerTarget target = SynchronizationConfiguration.get().target(parameters.server());
            RunAddress run = parameters.address(target.api()).orElse(null);
            if (run == null) {
                return FormValidation.ok(Messages.RunForm_latest());
            }
            return inTurn(new WaitRequest(
                    run,
                    new ItemCredential(item, parameters.credentialsId(), target),
                    ONCE,
                    target.currentLimits(),
                    Instant.now(),
                    false));
        } catch (AbortException wrong) {
            return FormValidation.error(wrong.getMessage());
        }
    }

    private static boolean mayCheck(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) && item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    private FormValidation inTurn(WaitRequest request) {
        String user = Jenkins.getAuthentication2().getName();
        return switch (pace.enter(user)) {
            case USER_IN_HASTE -> FormValidation.warning(Messages.RunCheck_inHaste());
            case TOO_MANY -> FormValidation.warning(Messages.RunCheck_tooMany());
            case YES -> {
                try {
                    yield ask(request);
                } finally {
                    pace.leave(user);
                }
            }
        };
    }

    private static FormValidation ask(WaitRequest request) {
        CompletableFuture<FormValidation> answer = new CompletableFuture<>();
        Wait wait =
                BuildWaits.get().look(request, new FirstAnswer(request, LocaleProvider.getLocale(), answer::complete));
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException silence) {
            return FormValidation.error(Messages.RunCheck_silence(
                    PATIENCE.toSeconds(), request.address().server()));
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.RunCheck_silence(
                    PATIENCE.toSeconds(), request.address().server()));
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        } finally {
            wait.cancel();
        }
    }

    /** Turns the first response of the API into the result of a form's check, in the words of a build's log. */
    private static final class FirstAnswer implements WaitListener {

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
}
