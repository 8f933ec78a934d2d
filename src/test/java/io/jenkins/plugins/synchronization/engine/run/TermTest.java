package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TermTest {

    @Test
    void everyKnownNameIsRecognisedInAnyLetterCase() {
        recognises(ExecutionState.class);
        recognises(ExecutionResult.class);
        recognises(JobPhase.class);
        recognises(ConnectorType.class);
        recognises(SuggestedAction.class);
    }

    private static <E extends Enum<E> & ApiTerm> void recognises(Class<E> list) {
        for (E name : list.getEnumConstants()) {
            String text = name.text();
            assertThat(Stream.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT), " " + text + "\n"))
                    .allSatisfy(spelling -> assertThat(Term.of(list, spelling)).isSameAs(Term.of(name)));
            assertThat(Term.of(name).is(name)).isTrue();
            assertThat(Term.of(name)).hasToString(text);
        }
    }

    @Test
    void theNamesAreThoseOfThePage() {
        assertThat(ExecutionState.values())
                .extracting(ExecutionState::text)
                .containsExactlyInAnyOrder(
                        "NotStarted",
                        "Idle",
                        "WaitingToExecute",
                        "WaitingToRetry",
                        "Executing",
                        "Finalizing",
                        "Completed",
                        "Queued");
        assertThat(ExecutionResult.values())
                .extracting(ExecutionResult::text)
                .containsExactlyInAnyOrder(
                        "Undetermined", "Success", "Error", "PartialSuccess", "Skipped", "Canceled", "TimedOut");
        assertThat(JobPhase.values())
                .extracting(JobPhase::text)
                .containsExactlyInAnyOrder("Preprocessor", "MasterFile", "ReferenceFile");
        assertThat(SuggestedAction.values())
                .extracting(SuggestedAction::text)
                .containsExactlyInAnyOrder("Error", "Warning", "Info");
        assertThat(ConnectorType.values())
                .extracting(ConnectorType::text)
                .containsExactlyInAnyOrder(
                        "AUTOPLANT",
                        "CIVIL",
                        "CIVIL3D",
                        "DWG",
                        "GEOSPATIAL",
                        "IFC",
                        "MSTN",
                        "NWD",
                        "OBD",
                        "OPENTOWER",
                        "REVIT",
                        "SPPID",
                        "SPXREVIEW");
    }

    @Test
    void anUnknownNameIsKeptUpToAThousandCharactersAndNoneIsHalved() {
        String longest = "x".repeat(1000);

        assertThat(Term.of(JobPhase.class, longest)).hasToString(longest);
        assertThat(Term.of(JobPhase.class, longest + "y")).hasToString(longest + "…");
        assertThat(Term.of(JobPhase.class, "x".repeat(999) + "\ud83d\ude00")).hasToString("x".repeat(999) + "…");
        assertThat(Term.of(JobPhase.class, "x".repeat(998) + "\ud83d\ude00y"))
                .hasToString("x".repeat(998) + "\ud83d\ude00…");
    }

    @Test
    void aTermIsOneNameOnly() {
        assertThat(Term.of(JobPhase.MASTER_FILE).is(JobPhase.PREPROCESSOR)).isFalse();
        assertThat(Term.of(JobPhase.class, "Post").is(JobPhase.MASTER_FILE)).isFalse();
        assertThat(Term.of(JobPhase.MASTER_FILE)).isNotEqualTo(Term.of(JobPhase.PREPROCESSOR));
        assertThat(Term.of(JobPhase.MASTER_FILE).known()).contains(JobPhase.MASTER_FILE);
    }

    @Test
    void lettersAreFoldedTheSameWayInATurkishLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Term.of(ConnectorType.class, "ifc").is(ConnectorType.IFC))
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void nullAndBlankAreAbsent() {
        assertThat(Stream.of(null, "", " \t"))
                .allSatisfy(text ->
                        assertThat(Term.of(JobPhase.class, text).isAbsent()).isTrue());
        assertThat(Term.absent(JobPhase.class).text()).isEmpty();
        assertThat(Term.absent(JobPhase.class).known()).isEmpty();
    }

    @Test
    void unknownNamesAreEqualByTheirText() {
        assertThat(Term.of(JobPhase.class, "Post")).isEqualTo(Term.of(JobPhase.class, "Post"));
        assertThat(Term.of(JobPhase.class, "Post")).hasSameHashCodeAs(Term.of(JobPhase.class, "Post"));
        assertThat(Term.of(JobPhase.class, "Post")).isNotEqualTo(Term.of(JobPhase.class, "post"));
        assertThat(Term.of(JobPhase.class, "Post").isAbsent()).isFalse();
    }
}
