package io.jenkins.plugins.synchronization.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation.Kind;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.ExecutionState;
import io.jenkins.plugins.synchronization.engine.run.JobPhase;
import io.jenkins.plugins.synchronization.engine.run.Run;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresentationTest {

    private static final Term<ExecutionResult> NO_RESULT = Term.absent(ExecutionResult.class);
    private static final Term<ExecutionState> NO_STATE = Term.absent(ExecutionState.class);

    @ParameterizedTest
    @CsvSource({
        "Success,        SUCCESS,  succeeded,       erfolgreich",
        "PartialSuccess, PARTIAL,  partial success, teilweise erfolgreich",
        "Error,          FAILURE,  failed,          fehlgeschlagen",
        "TimedOut,       FAILURE,  timed out,       Zeitüberschreitung",
        "Skipped,        SKIPPED,  skipped,         übersprungen",
        "Canceled,       CANCELED, canceled,        abgebrochen",
        "Undetermined,   UNKNOWN,  undetermined,    unbestimmt",
        "'',             UNKNOWN,  undetermined,    unbestimmt"
    })
    void aResultHasALookAndAWordInBothLanguages(String name, Kind kind, String english, String german) {
        Term<ExecutionResult> result = Term.of(ExecutionResult.class, name);

        Presentation shown = Presentation.ofResult(result, Locale.ENGLISH);

        assertThat(shown.kind()).isEqualTo(kind);
        assertThat(shown.word()).isEqualTo(english);
        assertThat(Presentation.ofResult(result, Locale.GERMANY).word()).isEqualTo(german);
    }

    @ParameterizedTest
    @EnumSource(ExecutionState.class)
    void everyStateHasAWordInBothLanguages(ExecutionState state) {
        String english = Presentation.ofState(Term.of(state), Locale.ROOT).word();
        String german = Presentation.ofState(Term.of(state), Locale.GERMAN).word();

        assertThat(english.replace(" ", "")).isEqualToIgnoringCase(state.text());
        assertThat(german).isNotBlank().isNotEqualTo(english);
    }

    @Test
    void whereThereIsNoRunThatIsSaidInBothLanguages() {
        assertThat(Presentation.ofNoRun(Locale.UK)).isEqualTo(new Presentation(Kind.UNKNOWN, "no runs", "?"));
        assertThat(Presentation.ofNoRun(Locale.GERMAN).word()).isEqualTo("keine Läufe");
        assertThat(Presentation.ofNothing(Locale.UK)).isEqualTo(new Presentation(Kind.UNKNOWN, "not found", "?"));
        assertThat(Presentation.ofNothing(Locale.GERMAN).word()).isEqualTo("nicht gefunden");
    }

    @Test
    void englishReadersGetEnglishOnAGermanMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Presentation.ofResult(Term.of(ExecutionResult.SUCCESS), Locale.UK)
                            .word())
                    .isEqualTo("succeeded");
            assertThat(Presentation.ofResult(Term.of(ExecutionResult.SUCCESS), Locale.FRENCH)
                            .word())
                    .isEqualTo("succeeded");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatIsOverIsShownByItsResultAndWhatIsNotByItsState() {
        assertThat(shown(Term.of(ExecutionState.COMPLETED), Term.of(ExecutionResult.ERROR)))
                .isEqualTo("failed");
        assertThat(shown(Term.of(ExecutionState.COMPLETED), NO_RESULT)).isEqualTo("undetermined");
        assertThat(shown(Term.of(ExecutionState.EXECUTING), Term.of(ExecutionResult.UNDETERMINED)))
                .isEqualTo("executing");
        assertThat(shown(NO_STATE, Term.of(ExecutionResult.SUCCESS))).isEqualTo("succeeded");
        assertThat(shown(NO_STATE, NO_RESULT)).isEqualTo("not started");
    }

    @Test
    void aRunIsShownByTheSameRule() {
        Run run = new Run(
                "id",
                null,
                null,
                null,
                Term.absent(JobPhase.class),
                Term.of(ExecutionState.COMPLETED),
                Term.of(ExecutionResult.ERROR),
                null);

        assertThat(Presentation.of(run, Locale.ENGLISH).word()).isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource({
        // state, result, while the run goes on, once the run is completed
        "Completed, Error,        failed,       failed",
        "Executing, Success,      executing,    succeeded",
        "Completed, '',           completed,    no result",
        "Completed, Undetermined, undetermined, undetermined",
        "Executing, Undetermined, executing,    no result"
    })
    void aTaskIsShownByItsStateWhileItIsPendingThenByItsResult(
            String state, String result, String whileActive, String onceCompleted) {
        Term<ExecutionState> itsState = Term.of(ExecutionState.class, state);
        Term<ExecutionResult> itsResult = Term.of(ExecutionResult.class, result);

        assertThat(Presentation.of(itsState, itsResult, false, Locale.ENGLISH).word())
                .isEqualTo(whileActive);
        assertThat(Presentation.of(itsState, itsResult, true, Locale.ENGLISH).word())
                .isEqualTo(onceCompleted);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED,    FAILURE,  failed",
        "OTHER,     PARTIAL,  other",
        "CANCELED,  CANCELED, canceled",
        "PENDING,   RUNNING,  pending",
        "SKIPPED,   SKIPPED,  skipped",
        "SUCCEEDED, SUCCESS,  succeeded"
    })
    void allTasksWithAnOutcomeHaveOneLook(TaskOutcome outcome, Kind kind, String word) {
        assertThat(Presentation.of(outcome, Locale.ENGLISH))
                .extracting(Presentation::kind, Presentation::word)
                .containsExactly(kind, word);
    }

    @Test
    void aWaitWithoutAResultFailedOrWasAborted() {
        assertThat(Presentation.ofNoResult(Locale.ENGLISH)).isEqualTo(new Presentation(Kind.FAILURE, "no result", "✗"));
        assertThat(Presentation.ofAborted(Locale.ENGLISH)).isEqualTo(new Presentation(Kind.CANCELED, "aborted", "■"));
    }

    @Test
    void anErrorIsWhySomethingFailedOrElseAWarning() {
        assertThat(Stream.of(Kind.values()).filter(kind -> kind.ofError() == Kind.FAILURE))
                .containsExactly(Kind.FAILURE, Kind.UNKNOWN);
        assertThat(Kind.SUCCESS.ofError()).isEqualTo(Kind.PARTIAL);
    }

    @Test
    void aFailureIsTheWorstAndASuccessTheBest() {
        Presentation failed = Presentation.ofNoResult(Locale.ENGLISH);
        Presentation succeeded = Presentation.of(TaskOutcome.SUCCEEDED, Locale.ENGLISH);

        assertThat(failed.rank()).isZero();
        assertThat(Stream.of(succeeded, failed).sorted(Presentation.WORST_FIRST))
                .containsExactly(failed, succeeded);
    }

    @Test
    void anUnknownNameIsShownAsItCameOnOneLineAndCut() {
        Term<ExecutionResult> odd = Term.of(ExecutionResult.class, "Half\u202e\n<b>" + "x".repeat(100));

        Presentation shown = Presentation.ofResult(odd, Locale.ENGLISH);

        assertThat(shown.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(shown.word()).startsWith("Half <b>xxx").endsWith("x…").hasSize(40);
        assertThat(Presentation.ofState(Term.of(ExecutionState.class, "Pausing"), Locale.GERMAN))
                .isEqualTo(new Presentation(Kind.RUNNING, "Pausing", "…"));
    }

    @Test
    void anUnknownNameThatCannotBeShownIsAQuestionMark() {
        assertThat(Presentation.ofResult(Term.of(ExecutionResult.class, "\u0007"), Locale.ENGLISH)
                        .word())
                .isEqualTo("?");
        assertThat(Presentation.ofState(Term.of(ExecutionState.class, "\u202e"), Locale.ENGLISH)
                        .word())
                .isEqualTo("?");
    }

    @Test
    void everyKindHasASymbolOfItsOwn() {
        assertThat(Stream.of(ExecutionResult.values())
                        .map(result -> Presentation.ofResult(Term.of(result), Locale.ENGLISH))
                        .collect(Collectors.toMap(Presentation::kind, Presentation::symbol, (one, other) -> one))
                        .values())
                .doesNotHaveDuplicates()
                .doesNotContain("…");
        assertThat(Arrays.stream(Kind.values()).map(Kind::cssName)).allMatch(name -> name.matches("[a-z]+"));
    }

    private static String shown(Term<ExecutionState> state, Term<ExecutionResult> result) {
        return Presentation.of(state, result, Locale.ENGLISH).word();
    }
}
