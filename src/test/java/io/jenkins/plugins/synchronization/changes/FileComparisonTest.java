package io.jenkins.plugins.synchronization.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.changes.ChangeTable.Kind;
import java.io.IOException;
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
        "a=Error,         a=,                     a=AWAY@1",
        "a=Error,         '',                     a=AWAY@1",
        "a=Error,         b=Error,                a=AWAY@1 b=NEW@2",
        "a=Success,       a=PartialSuccess,       a=NEW@2",
        "a=Success,       a=Undetermined,         a=NEW@2",
        "a=Success,       a=Exploded,             a=NEW@2",
        "a=Error,         a=cancelled,            a=AWAY@1",
    })
    void whatBecomesOfAFileGoesByItsResultBeforeAndNow(String before, String now, String changes) throws IOException {
        assertThat(after(before, now)).isEqualTo(changes);
    }

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "a=Success a=Error,  a=Success a=Success,   a=FIXED@1",
        "a=Error a=Success,  a=Success a=Error,     a=STILL@1",
        "a=Success,          a=Error a=Success,     a=NEW@2",
        "a=Error,            a=Success a=Canceled,  a=AWAY@1",
        "a=Error,            a=Success a=,          a=AWAY@1",
        "a=Error,            a=Success a=Skipped,   a=FIXED@1",
        "a=Error,            a=Canceled a=Error,    a=STILL@1",
    })
    void aFileWithSeveralTasksIsAsBadAsTheWorst(String before, String now, String changes) throws IOException {
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
    void theFirstBuildOfAFailureIsCarriedOn(String runs, String changes) throws IOException {
        assertThat(Tables.text(sequence(runs.split("\\|", -1)))).isEqualTo(changes);
    }

    @Test
    void withNothingToCompareWithNoFileHasChanged() throws IOException {
        ChangeTable first = FileComparison.first(Tables.run("a=Error b=Success c=Skipped"), 7);

        assertThat(Tables.text(first)).isEqualTo("a=FAILING@7");
        assertThat(Kind.FAILING.change()).isNull();
    }

    @Test
    void aFileOfWhichNothingIsHeardIsForgottenAfter25Runs() throws IOException {
        ChangeTable table = FileComparison.first(Tables.run("a=Error"), 1);
        for (int build = 2; build <= 26; build++) {
            table = FileComparison.of(Tables.run("b=Success"), table, build);
        }

        assertThat(Tables.text(FileComparison.of(Tables.run("a=Error"), table, 27)))
                .isEqualTo("a=STILL@1");
        table = FileComparison.of(Tables.run("b=Success"), table, 27);
        assertThat(table.size()).isZero();
        assertThat(Tables.text(FileComparison.of(Tables.run("a=Error"), table, 28)))
                .isEqualTo("a=NEW@28");
    }

    @Test
    void tasksWithoutAFileAreNotCompared() throws IOException {
        ChangeTable first = FileComparison.first(
                FileVerdicts.read(visitor -> {
                    visitor.task(0, Tables.task(null, "Error"));
                    visitor.task(0, Tables.task(" ", "Error"));
                }),
                1);

        assertThat(first.size()).isZero();
    }

    /** The same as the comparison, the way one would write it for few files. */
    @Test
    void aHistoryOfRandomRunsIsToldAsASimpleMapTellsIt() throws IOException {
        Random random = new Random(20261124);
        for (int history = 0; history < 300; history++) {
            ChangeTable table = null;
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
                FileVerdicts now = Tables.run(run.toString());
                table = build == 1 ? FileComparison.first(now, build) : FileComparison.of(now, table, build);
                StringBuilder all = new StringBuilder();
                expected.keySet().stream().sorted().forEach(file -> all.append(all.isEmpty() ? "" : " ")
                        .append(file)
                        .append('=')
                        .append(expected.get(file)));
                assertThat(Tables.text(table)).isEqualTo(all.toString());
            }
        }
    }

    private static String after(String before, String now) throws IOException {
        return Tables.text(sequence(before, now));
    }

    private static ChangeTable sequence(String... runs) throws IOException {
        ChangeTable table = FileComparison.first(Tables.run(runs[0]), 1);
        for (int i = 1; i < runs.length; i++) {
            table = FileComparison.of(Tables.run(runs[i]), table, i + 1);
        }
        return table;
    }
}
