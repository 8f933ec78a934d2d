package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import java.util.Locale;

/**
 * Says why a wait ended without an answer: what happened, what it concerns, and what to do; in a few sentences on one line,
 * without any secret, in English where the reader's language is not known.
 */
public final class FailureText {

    private FailureText() {}

    /** The text for a wait that failed. */
    public static String of(WaitFailure failure, Locale locale) {
        Texts texts = new Texts(locale);
        RunAddress run = failure.address();
        String text = texts.get(
                "failure.run",
                what(failure, texts),
                run.runId(),
                run.connectionId(),
                run.server(),
                todo(failure, texts));
        return failure.last() == null
                ? text
                : texts.get("failure.correlated", text, failure.last().correlationId());
    }

    /**
     * The text for a failure in parts, for where these can be shown apart.
     *
     * @param cause what happened, a sentence
     * @param remedy what to do
     * @param correlationId what Bentley's support asks for; null where no response is the cause
     */
    public record Parts(String cause, String remedy, String correlationId) {}

    /** The parts of the text for a failure, which say nothing of the run that it concerns. */
    public static Parts partsOf(WaitFailure failure, Locale locale) {
        Texts texts = new Texts(locale);
        ApiFailure last = failure.last();
        return new Parts(what(failure, texts) + ".", todo(failure, texts), last == null ? null : last.correlationId());
    }

    /** The text for a start, or a search for a run, that failed. */
    public static String of(RequestFailure failure, Locale locale) {
        Texts texts = Texts.ofStarting(locale);
        RequestFailure.Problem problem = failure.problem();
        String about = failure.text() == null ? texts.get("location.none") : texts.sentence(failure.text());
        String text = texts.get(
                "failure.connection",
                problem == null ? what(failure, texts) : texts.get("what." + problem, about),
                failure.connection().connectionId(),
                failure.connection().server(),
                problem == null ? todo(failure, texts) : texts.get("do." + problem));
        boolean saysSo =
                problem == RequestFailure.Problem.UNKNOWN_OUTCOME || problem == RequestFailure.Problem.LOCATION;
        if (failure.mayHaveStarted() && !saysSo) {
            text = texts.get("failure.mayHaveStarted", text);
        }
        return failure.last() == null
                ? text
                : texts.get("failure.correlated", text, failure.last().correlationId());
    }

    /** What one answer that was not a run means, for those whose wait has not ended yet or who did not mean to wait. */
    public static String of(ApiFailure failure, Locale locale) {
        Texts texts = new Texts(locale);
        return texts.get("failure.correlated", texts.describe(failure) + ".", failure.correlationId());
    }

    private static String what(Failure failure, Texts texts) {
        ApiFailure last = failure.last();
        String waited = DurationWords.of(failure.waited());
        return switch (failure.reason()) {
            case CREDENTIAL -> texts.get("what.CREDENTIAL", failure.credentialName(), texts.sentence(failure.text()));
            case INTERNAL -> texts.get("what.INTERNAL", texts.sentence(failure.text()));
            case NOT_AUTHORIZED, REFUSED, CONNECTION -> texts.describe(last);
            case GAVE_UP, TIMED_OUT ->
                last == null
                        ? texts.get("what." + failure.reason(), waited)
                        : texts.get("what." + failure.reason() + "_LAST", waited, texts.describe(last));
        };
    }

    private static String todo(Failure failure, Texts texts) {
        String credential = failure.credentialName();
        return switch (failure.reason()) {
            case NOT_AUTHORIZED, REFUSED, CONNECTION -> forKind(failure, texts, credential);
            case GAVE_UP ->
                failure.last() != null && failure.last().kind().isOfConnection()
                        ? forKind(failure, texts, credential)
                        : texts.get("do.GAVE_UP", silent(failure));
            case CREDENTIAL ->
                texts.get(failure.credentialIsFile() ? "do.CREDENTIAL_FILE" : "do.CREDENTIAL", credential);
            case TIMED_OUT, INTERNAL -> texts.get("do." + failure.reason());
        };
    }

    private static String forKind(Failure failure, Texts texts, String credential) {
        ApiFailure.Kind kind = failure.last().kind();
        return kind == ApiFailure.Kind.UNAUTHORIZED && failure.tokenEnded()
                ? texts.get("do.UNAUTHORIZED_ENDED", credential, Texts.time(failure.tokenEnds()))
                : texts.todo(failure.last(), credential);
    }

    /** Which server gave no valid response. */
    private static ServerUrl silent(Failure failure) {
        ServerUrl tokenUrl = failure.last() == null ? null : failure.last().tokenUrl();
        return tokenUrl == null ? failure.server() : tokenUrl;
    }
}
