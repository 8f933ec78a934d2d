package io.jenkins.plugins.synchronization.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.changes.FileState.Kind;
import io.jenkins.plugins.synchronization.model.NotCompared;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileComparisonTest {

    private static final String[] RESULTS = {"Success", "Error", "TimedOut", "Skipped", "Canceled"};

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "a=Error,         a=Error,                a=STILL@1",
        "a=Error,         a=TimedOut,             a=STILL@1",
        "a=Error,         a=Success,              a=FIXED@1",
        "a=Success,       a=Error,                a=NEW@2",
        "a=Success,       a=Success,              ''",
        "a=Success,       a=Canceled,             ''",
        "a=Success,       '',                     ''",
        "'',              a=Error,                a=NEW@2",
        "'',              a=Success,              ''",
        "a=Skipped,       a=Error,                a=NEW@2",
        "a=Canceled,      a=Error,                a=NEW@2",
        "a=Error,         a=Skipped,              a=AWAY@1",
        "a=Error,         a=Canceled,             a=AWAY@1",
        "a=Error,         a=,                     a=STILL@1",
        "a=Error,         '',                     a=AWAY@1",
        "a=Error,         b=Error,                a=AWAY@1 b=NEW@2",
        "a=Success,       a=PartialSuccess,       a=NEW@2",
        "a=Success,       a=Undetermined,         a=NEW@2",
        "a=Success,       a=Exploded,             a=NEW@2",
        "a=Error,         a=cancelled,            a=AWAY@1",
    })
    void whatBecomesOfAFileGoesByItsResultBeforeAndNow(String before, String now, String changes) {
        assertThat(after(before, now)).isEqualTo(changes);
    }

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "a=Success a=Error,  a=Success a=Success,   a=FIXED@1",
        "a=Error a=Success,  a=Success a=Error,     a=STILL@1",
        "a=Success,          a=Error a=Success,     a=NEW@2",
        "a=Error,            a=Success a=Canceled,  a=AWAY@1",
        "a=Error,            a=Success a=,          a=STILL@1",
        "a=Error,            a=Success a=Skipped,   a=FIXED@1",
        "a=Error,            a=Canceled a=Error,    a=STILL@1",
    })
    void aFileWithSeveralTasksIsAsBadAsTheWorst(String before, String now, String changes) {
        assertThat(after(before, now)).isEqualTo(changes);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a=Error | a=Error | a=Error,                   a=STILL@1",
        "a=Success | a=Error | a=Error,                 a=STILL@2",
        "a=Error | a=Success | a=Error,                 a=NEW@3",
        "a=Error | a=Success | a=Success,               ''",
        "a=Error | a=Canceled | a=Error,                a=STILL@1",
        "a=Error | a=Skipped | a=Success,               a=FIXED@1",
        "a=Error | b=Success | b=Success | a=Error,     a=STILL@1",
        "a=Error | a=Success | a=Canceled | a=Error,    a=NEW@4",
    })
    void theFirstBuildOfAFailureIsCarriedOn(String runs, String changes) {
        assertThat(Tables.text(sequence(runs.split("\\|", -1)))).isEqualTo(changes);
    }

    @Test
    void withNothingToCompareWithNoFileHasChanged() {
        RunChanges first = Tables.after(null, 7, "a=Error b=Success c=Skipped");

        assertThat(Tables.text(first)).isEqualTo("a=FAILING@7");
        assertThat(Kind.FAILING.change()).isNull();
    }

    @Test
    void aFileOfWhichNothingIsHeardIsForgottenAfter25Runs() {
        RunChanges table = Tables.after(null, 1, "a=Error");
        for (int build = 2; build <= 26; build++) {
            table = Tables.after(table, build, "b=Success");
        }

        assertThat(Tables.text(Tables.after(table, 27, "a=Error"))).isEqualTo("a=STILL@1");
        table = Tables.after(table, 27, "b=Success");
        assertThat(table.files()).isEmpty();
        assertThat(Tables.text(Tables.after(table, 28, "a=Error"))).isEqualTo("a=NEW@28");
    }

    @Test
    void tasksWithoutAFileAreNotCompared() {
        FileComparison comparison = new FileComparison(null, 1);
        comparison.task(0, Tables.task(null, "Error"));
        comparison.task(0, Tables.task(" ", "Error"));

        assertThat(comparison.result().files()).isEmpty();
    }

    @Test
    void aRunWithTooManyFailedFilesIsNotCompared() {
        FileComparison comparison = new FileComparison(null, 1);
        for (int i = 0; i < NotCompared.MOST_FILES; i++) {
            comparison.task(0, Tables.task("file-" + i, "Error"));
            comparison.task(0, Tables.task("fine-" + i, "Success"));
        }
        assertThat(comparison.hasTooManyFiles()).isFalse();

        comparison.task(0, Tables.task("one more", "Error"));

        assertThat(comparison.hasTooManyFiles()).isTrue();
    }

    /** The same as the comparison, the way one would write it for few files. */
    @Test
    void aHistoryOfRandomRunsIsToldAsASimpleMapTellsIt() {
        Random random = new Random(20261124);
        for (int history = 0; history < 300; history++) {
            RunChanges table = null;
            Map<Character, Integer> failingSince = new HashMap<>();
            for (int build = 1; build <= 12; build++) {
                StringBuilder run = new StringBuilder();
                Map<Character, String> expected = new HashMap<>();
                for (char file = 'a'; file <= 'j'; file++) {
                    String result = random.nextInt(5) == 0 ? null : RESULTS[random.nextInt(RESULTS.length)];
                    if (result != null) {
                        run.append(file).append('=').append(result).append(' ');
                    }
                    Integer since = failingSince.get(file);
                    if ("Error".equals(result) || "TimedOut".equals(result)) {
                        failingSince.putIfAbsent(file, build);
                        expected.put(
                                file, since != null ? "STILL@" + since : (build == 1 ? "FAILING@" : "NEW@") + build);
                    } else if (since != null && "Success".equals(result)) {
                        failingSince.remove(file);
                        expected.put(file, "FIXED@" + since);
                    } else if (since != null) {
                        expected.put(file, "AWAY@" + since);
                    }
                }
                table = Tables.after(table, build, run.toString());
                StringBuilder all = new StringBuilder();
                expected.keySet().stream().sorted().forEach(file -> all.append(all.isEmpty() ? "" : " ")
                        .append(file)
                        .append('=')
                        .append(expected.get(file)));
                assertThat(Tables.text(table)).isEqualTo(all.toString());
            }
        }
    }

    private static String after(String before, String now) {
        return Tables.text(sequence(before, now));
    }

    private static RunChanges sequence(String... runs) {
        RunChanges changes = null;
        for (int i = 0; i < runs.length; i++) {
            changes = Tables.after(changes, i + 1, runs[i]);
        }
        return changes;
    }
}
