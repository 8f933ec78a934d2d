package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileNamesInReportTest {

    private static final String ID = "7f3c1a52-9e0b-4c77-8a52-000000000001";
    private static final String UNNAMED = "7f3c1a52-9e0b-4c77-8a52-000000000002";
    private static final String BODY =
            ("{'run':{'state':'Completed','result':'Error','startDateTime':'2026-11-20T07:00:00Z','jobs':[{'tasks':["
                            + task(ID) + "," + task(UNNAMED) + "]}]}}")
                    .replace('\'', '"');
    private static final RunSource RUN = ((RunSource)
                    () -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
            .withNames(FileNames.parse(
                    "{\"" + ID + "\": {\"name\": \"Tower <B>.rvt\", \"relativePath\": \"Models/Tower <B>.rvt\"}}"));

    private static String task(String file) {
        return "{'id':'t','sourceFileId':'" + file
                + "','startDateTime':'2026-11-20T07:00:00Z','endDateTime':'2026-11-20T07:01:00Z','state':'Completed',"
                + "'result':'Error','error':{'errorCode':'E1','message':'Broken.'}}";
    }

    @Test
    void csvHasNamePathAndIdInColumnsOfTheirOwn() throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        TaskCsv.write(RUN, csv);
        List<List<String>> records = Rfc4180.parse(csv.toString(StandardCharsets.UTF_8));

        int id = TaskCsv.COLUMNS.indexOf("sourceFileId");
        assertThat(TaskCsv.COLUMNS.subList(id, id + 3)).containsExactly("sourceFileId", "fileName", "relativePath");
        assertThat(records.get(1).subList(id, id + 3)).containsExactly(ID, "Tower <B>.rvt", "Models/Tower <B>.rvt");
        assertThat(records.get(2).subList(id, id + 3)).containsExactly(UNNAMED, "", "");
    }

    @Test
    void failuresTimelineAndTableShowTheNameAndOnHoverPathAndId() throws IOException {
        String page = page();
        String shown = "<bdi class=\"name\" title=\"Tower &lt;B>.rvt\nModels/Tower &lt;B>.rvt\n" + ID
                + "\">Tower &lt;B&gt;.rvt</bdi>";

        for (String section : List.of("id=\"failed\"", "id=\"timeline\"", "id=\"tasks\"")) {
            assertThat(section(page, section)).as(section).contains(shown);
        }
        assertThat(page).contains("<dt>Path</dt><dd dir=\"auto\">Models/Tower &lt;B&gt;.rvt</dd>");
        assertThat(page).contains("<dt>Source file ID</dt><dd><code dir=\"auto\" data-copy>" + ID + "</code></dd>");
    }

    @Test
    void aFileWithoutANameIsShownByItsIdWhichIsWholeOnHover() throws IOException {
        assertThat(section(page(), "id=\"failed\""))
                .contains("<bdi class=\"name\" title=\"" + UNNAMED + "\"><span class=\"head\">7f3c1a52-9e0b-4c77-8a52-"
                        + "</span>000000000002</bdi>");
    }

    @Test
    void linksFilterById() throws IOException {
        assertThat(page()).contains("data-filter=\"file=" + ID + "\"").doesNotContain("data-filter=\"file=Tower");
    }

    @Test
    void changesAreLookedUpById() throws IOException {
        ReportOptions.Changes changes = new ReportOptions.Changes(
                List.of(),
                new ReportOptions.Context("Build", "#1", null),
                file -> file.equals(ID) ? "newly failed" : null);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        HtmlReport.of(ReportOptions.defaults().withChanges(changes)).write(RUN, page);

        assertThat(page.toString(StandardCharsets.UTF_8)).containsOnlyOnce("newly failed");
    }

    @Test
    void theScriptsRowsHaveNameAndPathOnlyWhereTheyAreKnown() throws IOException {
        assertThat(page())
                .contains(",\"Tower \\u003cB\\u003e.rvt\",\"Models/Tower \\u003cB\\u003e.rvt\"]")
                .containsPattern("\"" + UNNAMED + "\",[^\\]]*,null\\]");
    }

    private static String page() throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        HtmlReport.of(ReportOptions.defaults().withGeneratedAt(Instant.EPOCH)).write(RUN, page);
        return page.toString(StandardCharsets.UTF_8);
    }

    private static String section(String page, String id) {
        int begin = page.indexOf(id);
        return page.substring(begin, page.indexOf("</section>", begin));
    }
}
