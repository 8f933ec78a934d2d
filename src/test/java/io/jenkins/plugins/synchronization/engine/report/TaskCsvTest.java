package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskCsvTest {

    @Test
    void hasAHeaderAndOneRecordForEachTask() throws IOException {
        String csv = csv(RunBodies.threeJobs());

        List<List<String>> records = Rfc4180.parse(csv);
        assertThat(records).hasSize(13).allMatch(cells -> cells.size() == TaskCsv.COLUMNS.size());
        assertThat(records.get(0)).isEqualTo(TaskCsv.COLUMNS);
        assertThat(csv).startsWith("jobId,connectorType,taskId,").endsWith("\r\n");
    }

    @Test
    void aRecordSaysEverythingAboutATask() throws IOException {
        List<String> record = Rfc4180.parse(csv(RunBodies.threeJobs())).get(4);

        assertThat(record)
                .containsExactly(
                        "58469ba664997fcb401d465b27655a3c41d34e08",
                        "DWG",
                        "046ed293c54f20850bef4493b395c18e3f91b2d4",
                        "Site/Utilities-Existing.dwg",
                        "",
                        "",
                        "2026-11-20T07:31:41.000096600Z",
                        "2026-11-20T07:32:50.000096600Z",
                        "69.000",
                        "2",
                        "Completed",
                        "Error",
                        "failed",
                        "TAE_BRG_1000",
                        "Failed to process the file.",
                        "Error exit code received from bridge wrapper.",
                        "4294967295",
                        "cloud_orchestrator",
                        "internal_server_error",
                        "other",
                        "RunOrchestrationError",
                        "Failed to orchestrate Run.",
                        "",
                        "false",
                        "Error",
                        "",
                        "2",
                        "7",
                        "0");
    }

    @Test
    void aJobWhoseFieldsComeAfterItsTasksIsStillInTheirRecords() throws IOException {
        List<List<String>> records = Rfc4180.parse(csv(RunBodies.many(40_000, 3)));

        assertThat(records).hasSize(40_001);
        assertThat(records.subList(1, records.size()))
                .allSatisfy(record -> assertThat(record).startsWith("job-id", "MSTN"));
        assertThat(records.get(40_000)).contains("task-id-40000");
    }

    @Test
    void aRunWithoutTasksIsAHeader() throws IOException {
        assertThat(csv(RunBodies.of("{\"run\":{}}"))).isEqualTo(String.join(",", TaskCsv.COLUMNS) + "\r\n");
    }

    @Test
    void aTaskWithoutAnythingIsARecordOfEmptyCells() throws IOException {
        List<List<String>> records = Rfc4180.parse(csv(RunBodies.of("{\"run\":{\"jobs\":[{\"tasks\":[{}]}]}}")));

        assertThat(records.get(1)).hasSize(TaskCsv.COLUMNS.size()).containsOnly("", "0", "pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00A0=1",
                "\u200B=1",
                "＝1",
                "＋1",
                "－1",
                "＠1",
                "\u202E=1",
                "\uFEFF=1"
            })
    void aCellThatASpreadsheetWouldTakeForAFormulaGetsAnApostrophe(String text) throws IOException {
        List<String> record =
                Rfc4180.parse(csv(RunBodies.withTexts(name -> text + name))).get(1);

        String defused = text.matches("[\t\r\n].*") ? text.charAt(0) + "'" + text.substring(1) : Sanitizer.text(text);
        assertThat(record.get(3)).isEqualTo("'" + defused + "file");
        assertThat(record).noneMatch(cell -> cell.matches("(?s)[\\s\\p{Z}\\p{Cf}]*[=+@\\-＝＋－＠].*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan;=1+cmd|' /C calc'!A0",
                "plan\t=1",
                "plan|+1",
                "plan\n-1",
                "plan\r\n@SUM(A1)",
                "plan; \u00A0\u200B＝1",
                "plan;\"=1+1\"",
                "plan;\"\";＠1",
                "plan;\"x;-1",
                "\";=1",
                "=1;=1",
                ";;\t|=1"
            })
    void aFormulaBehindWhatSomeSpreadsheetsSplitAtIsNone(String text) throws IOException {
        assertHasNoFormula(text);
    }

    @Property(tries = 1000)
    void noTextBecomesAFormulaWhereverASpreadsheetSplitsTheLine(
            @ForAll
                    @StringLength(min = 1, max = 20)
                    @Chars({',', '"', '\r', '\n', '\t', ';', '|', '\'', '=', '+', '-', '@', '＝', '＋', '－', '＠', ' ', 'a'
                    })
                    String text)
            throws IOException {
        assertHasNoFormula(text);
    }

    private static void assertHasNoFormula(String text) throws IOException {
        String csv = csv(RunBodies.withTexts(name -> text + name));
        assertIsSafe(csv, text + "file", Rfc4180.parse(csv).get(1).get(3));
    }

    /** No formula wherever a spreadsheet splits the line; and but for apostrophes and what is unfit, the text is as it was. */
    static void assertIsSafe(String csv, String text, String cellOfText) {
        for (String separators : List.of(",", ";", "\t", "|", ",;\t")) {
            assertThat(spreadsheetCells(csv, separators))
                    .as("split at %s: %s", separators, csv)
                    .noneMatch(cell -> cell.matches("(?s)[\\s\\p{Z}\\p{Cf}]*[=+@\\-＝＋－＠].*"));
        }
        assertThat(cellOfText.replace("'", "")).isEqualTo(Sanitizer.text(text).replace("'", ""));
    }

    /** The cells as spreadsheets find them: quotes count only at a cell's beginning, and no text is an error. */
    private static List<String> spreadsheetCells(String csv, String separators) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"') {
                quoted = csv.startsWith("\"\"", i);
                if (quoted) {
                    cell.append(csv.charAt(i++));
                }
            } else if (!quoted && !begun && c == '"') {
                quoted = true;
                begun = true;
            } else if (!quoted && (separators.indexOf(c) >= 0 || c == '\r' || c == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                begun = false;
            } else {
                cell.append(c);
                begun = true;
            }
        }
        return cells;
    }

    @Property(tries = 300)
    void everyTextComesBackAsItWas(
            @ForAll
                    @StringLength(min = 1, max = 100)
                    @Chars({',', '"', '\r', '\n', '\t', ';', '\'', ' ', '\u202E', '\u0000', '✓', '\uD83D', '\uDE00'})
                    @CharRange(from = 'a', to = 'c')
                    String text)
            throws IOException {
        List<String> record =
                Rfc4180.parse(csv(RunBodies.withTexts(name -> name + text))).get(1);

        assertThat(record.get(0)).isEqualTo(Sanitizer.name("job" + text));
        assertThat(record.get(3)).isEqualTo("file" + Sanitizer.text(text));
        assertThat(record.get(15)).isEqualTo("details" + Sanitizer.text(text));
        assertThat(record.get(25)).isEqualTo("reportMessage" + Sanitizer.text(text));
    }

    @Test
    void ofJobsThatOnlyAHostileRunHasTheCellsAreEmpty() throws IOException {
        String jobs = "{\"id\":\"j\",\"tasks\":[{\"id\":\"t\"}]},".repeat(10_001);
        List<List<String>> records = Rfc4180.parse(csv(RunBodies.of("{\"run\":{\"jobs\":[" + jobs + "{}]}}")));

        assertThat(records).hasSize(10_002);
        assertThat(records.get(10_000)).startsWith("j", "", "t");
        assertThat(records.get(10_001)).startsWith("", "", "t");
    }

    private static String csv(byte[] body) throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        TaskCsv.write(() -> new ByteArrayInputStream(body), csv);
        return csv.toString(StandardCharsets.UTF_8);
    }
}
