package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String ROW = "<th scope=\"row\" role=\"rowheader\"><bdi";

    @Test
    void answersInTheOrderInWhichPeopleAsk() throws IOException {
        String page = page(RunBodies.threeJobs());

        assertThat(page)
                .containsPattern(inOrder(
                        "Synchronization run: partial success",
                        "12 tasks in 3 jobs",
                        "6 min 52 s",
                        "2 of 12 files could not be synchronized.",
                        "Failures",
                        "2 tasks",
                        "TAE_BRG_1000",
                        "Failed to process the file.",
                        "Site/Utilities-Existing.dwg\">",
                        "TAE_DL_0403",
                        "Tower-B/Interior.rvt\">",
                        "Jobs and connector issues",
                        "Timeline",
                        "All tasks"));
    }

    @Test
    void saysWhetherTheUserCanFixATaskAndWhereToRead() throws IOException {
        String page = page(RunBodies.threeJobs());

        assertThat(page)
                .contains("You can fix this")
                .contains("Contact support")
                .containsPattern("<a class=\"kb\" rel=\"noopener noreferrer\" href=\"https://bentleysystems\\.");
    }

    @Test
    void showsAnUnsignedExitCodeAlsoAsItsMakersWriteIt() throws IOException {
        assertThat(page(RunBodies.threeJobs())).contains("4294967295 (-1)");
    }

    @Test
    void sumsUpTheIssuesOfAllTasks() throws IOException {
        assertThat(page(RunBodies.threeJobs()).replaceAll("\\s+", " "))
                .containsPattern("<tfoot.*Total.*>12<.*>2<.*>2<.*>165<.*>35<.*</tfoot>");
    }

    @Test
    void givesTimesInUtcForPeopleAndForMachines() throws IOException {
        assertThat(page(RunBodies.threeJobs()))
                .contains("<time datetime=\"2026-11-20T07:30:04.000096600Z\">2026-11-20 07:30:04 UTC</time>");
    }

    @Test
    void theErrorOfAPartialSuccessIsAWarningAndThatOfAFailureIsNot() throws IOException {
        String failed = "{\"run\":{\"state\":\"Completed\",\"result\":\"Error\",\"error\":{\"errorKey\":\"K\"}}}";

        assertThat(page(RunBodies.threeJobs())).contains("<div class=\"runerror k-partial\">");
        assertThat(page(RunBodies.of(failed))).contains("<div class=\"runerror k-failure\">");
        assertThat(new String(HtmlReport.styleSheet(), StandardCharsets.UTF_8))
                .containsPattern("\\.runerror \\{[^}]*border-left: 4px solid var\\(--kind\\)");
    }

    @Test
    void oneFailureAmongManyTasksIsSeenInTheBar() throws IOException {
        String page = page(RunBodies.many(5000, 5000));

        assertThat(group(page, "<rect class=\"k-failure\" x=\"0.0%\" width=\"([0-9.]+)%"))
                .isEqualTo("1.48");
    }

    @Test
    void anEmptyRunIsAWholePage() throws IOException {
        assertThat(markup(page(RunBodies.of("{\"run\":{}}"))))
                .contains("not started", "No tasks in no jobs", "lists no jobs", "reports no times", "No tasks to list")
                .endsWith("</html>\n")
                .doesNotContain("null");
    }

    @Test
    void aRunThatIsNotCompletedSaysSo() throws IOException {
        String page = page(
                RunBodies.of(
                        "{\"run\":{\"state\":\"Executing\",\"jobs\":[{\"connectorType\":\"DWG\",\"tasks\":[{\"id\":\"a\",\"state\":\"Executing\"}]}]}}"));

        assertThat(page).contains("Synchronization run: executing", "1 task is not completed yet.");
        assertThat(page).doesNotContain("<article");
    }

    @Test
    void aTaskOfAJobWithoutItsOwnFieldsIsShown() throws IOException {
        assertThat(page(RunBodies.of("{\"run\":{\"jobs\":[{\"tasks\":[{}]},null,7]}}")))
                .contains("no connector", "no source file");
    }

    @Test
    void jobsBeyondTheListedOnesAreCounted() throws IOException {
        String jobs =
                "{\"tasks\":[{\"id\":\"t\",\"state\":\"Completed\",\"result\":\"Error\"}]},".repeat(Jobs.LISTED + 50);
        String page = page(RunBodies.of("{\"run\":{\"jobs\":[" + jobs + "{}]}}"));

        assertThat(page).contains("250 tasks in 251 jobs", "51 more jobs are counted but not listed.");
    }

    @Test
    void withoutScriptALargeRunShowsWhatFailedAndSomeOfTheRest() throws IOException {
        String page = page(RunBodies.many(12_000, 2));

        assertThat(page)
                .contains("this table lists 6,000 of 12,000 tasks")
                .contains("It lists 5,000 of 6,000 failed tasks; 1,000 are omitted.");
        assertThat(count(page.substring(0, page.indexOf("<noscript>")), ROW)).isEqualTo(50);
        assertThat(count(page, ROW)).isEqualTo(6000);
    }

    @Test
    void failuresOfOneCauseAreOneCard() throws IOException {
        String page = page(RunBodies.many(900, 3));

        assertThat(count(page, "<article ")).isEqualTo(1);
        assertThat(page).contains("Show all 300 in the table").contains("outcome=failed&amp;code=TAE_BRG_1000");
    }

    @Test
    void aTaskWithoutAResultInACompletedRunIsAFailureWithACardOfItsOwn() throws IOException {
        String page = page(RunBodies.of("{\"run\":{\"state\":\"Completed\",\"result\":\"Error\",\"jobs\":[{\"tasks\":["
                + "{\"sourceFileId\":\"a\",\"state\":\"Executing\"},"
                + "{\"sourceFileId\":\"b\",\"state\":\"Completed\",\"result\":\"Error\"}]}]}}"));

        assertThat(count(page, "<article class=\"failure k-failure\">")).isEqualTo(2);
        assertThat(page).contains("no result", "outcome=failed&amp;result=-&amp;code=-");
    }

    @Test
    void theVendorsExampleSucceededWithAnErrorAndSaysWhyItsRunDidNot() throws IOException {
        String page = page(RunBodies.documented());

        assertThat(page)
                .contains(
                        "The run reports “partial success” although its only task succeeded; 1 task reports an error all"
                                + " the same.")
                .contains("Succeeded with an error", "outcome=with-error&amp;code=TAE_BRG_1000")
                .contains("<summary class=\"soft\"><code dir=\"auto\">TAE_BRG_1000</code>")
                .doesNotContain("id=\"failed\"");
    }

    @Test
    void theMessageOfAReportIsNoError() throws IOException {
        assertThat(page(RunBodies.threeJobs()))
                .contains(
                        "<summary class=\"soft\"><span dir=\"auto\">The file has not changed since the last run.</span>");
    }

    @Test
    void aPageNamesJobAndBuildAndWhatChanged() throws IOException {
        ReportOptions.Context earlier = new ReportOptions.Context("Build", "#11", "https://ci.example.org/job/7/11/");
        String page = page(
                RunBodies.threeJobs(),
                english()
                        .withContext(List.of(
                                new ReportOptions.Context("Job", "Site » nightly", "https://ci.example.org/job/7/"),
                                new ReportOptions.Context("Build", "#12", null)))
                        .withChanges(new ReportOptions.Changes(
                                List.of("1 newly failed", "3 fixed"),
                                earlier,
                                file -> file.equals("Tower-B/Interior.rvt") ? "newly failed" : null)));

        assertThat(page)
                .containsPattern(inOrder("What changed", "1 newly failed", "3 fixed", "Compared with", "#11"))
                .contains(
                        "<a rel=\"noopener noreferrer\" href=\"https://ci.example.org/job/7/\"><bdi>Site » nightly</bdi></a>")
                .contains("<bdi>#12</bdi>")
                .containsPattern(
                        "rvt</bdi>\\s*</a>\\s*<span class=\"soft\"><bdi>REVIT</bdi>, 5 s, newly failed</span>");
    }

    @Test
    void noPhaseIsShownOnceTheRunIsCompleted() throws IOException {
        String active = "{\"run\":{\"state\":\"Executing\",\"phase\":\"MasterFile\"}}";

        assertThat(markup(page(RunBodies.threeJobs()))).doesNotContain("<dt>Phase</dt><dd><span");
        assertThat(markup(page(RunBodies.of(active)))).contains("<dt>Phase</dt><dd><span dir=\"auto\">master file");
    }

    @Test
    void theTableBeginsWithWhatFailedAndGoesOnByFile() throws IOException {
        String page = page(RunBodies.many(12, 5));

        assertThat(page.substring(page.indexOf("id=\"table\"")))
                .containsPattern(
                        inOrder("file-5.dgn", "file-10.dgn", "file-1.dgn", "file-2.dgn", "file-9.dgn", "file-11.dgn"));
    }

    @Test
    void withScriptALargeRunHasEveryTask() throws IOException {
        String page = page(RunBodies.many(12_000, 2));

        assertThat(count(page.substring(page.indexOf("class=\"rows\"")), "\"task-id-"))
                .isEqualTo(12_000);
        assertThat(count(page, "\"Failed to process the file.\"")).isEqualTo(1);
    }

    @Test
    void aSmallRunIsWholeWithoutScript() throws IOException {
        assertThat(markup(page(RunBodies.many(50, 10)))).doesNotContain("<noscript>", "Without JavaScript");
    }

    @Test
    void thePolicyAllowsExactlyThePagesOwnStyleAndScript() throws Exception {
        String page = page(RunBodies.threeJobs());

        String policy =
                group(page, "Content-Security-Policy\" content=\"([^\"]*)\"").replace("&#39;", "'");
        assertThat(policy)
                .contains("default-src 'none'", "base-uri 'none'", "form-action 'none'")
                .contains("style-src '" + hash(group(page, "(?s)<style>(.*?)</style>")) + "'")
                .contains("script-src '" + hash(group(page, "(?s)<script>(.*?)</script>")) + "'");
    }

    @Test
    void noVariantHasStyleAttributesOrHandlers() throws IOException {
        for (ReportOptions options : List.of(english(), english().withLinkedStyle())) {
            assertThat(markup(page(RunBodies.threeJobs(), options)))
                    .doesNotContainPattern("<[^>]*\\sstyle=")
                    .doesNotContainPattern("<[^>]*\\son[a-z]+=");
        }
    }

    @Test
    void theLinkedVariantHasNothingInline() throws IOException {
        String page = page(RunBodies.many(3000, 7), english().withLinkedStyle());

        assertThat(page)
                .contains("<link rel=\"stylesheet\" href=\"" + HtmlReport.STYLE_SHEET_NAME + "\">")
                .doesNotContain("<style", "<script", "<noscript");
        assertThat(new String(HtmlReport.styleSheet(), StandardCharsets.UTF_8))
                .contains("prefers-color-scheme: dark", "@media print", "--failure:#b3202c");
    }

    @Test
    void speaksGerman() throws IOException {
        assertThat(page(RunBodies.threeJobs(), english().withLocale(Locale.GERMAN)))
                .contains("<html lang=\"de\">", "teilweise erfolgreich", "Fehlschläge", "12 Aufgaben in 3 Jobs");
    }

    @Test
    void speaksEnglishWhereItHasNoWords() throws IOException {
        assertThat(page(RunBodies.threeJobs(), english().withLocale(Locale.JAPANESE)))
                .contains("<html lang=\"en\">", "partial success");
    }

    @Test
    void theContextLinksOnlyToSafeAddresses() throws IOException {
        String page = page(
                RunBodies.threeJobs(),
                english()
                        .withGeneratedAt(Instant.parse("2026-11-20T08:00:00Z"))
                        .withContext(List.of(
                                new ReportOptions.Context("Build", "#7 <b>", "https://ci.example.org/job/7/"),
                                new ReportOptions.Context("Data", "data", "run.json"),
                                new ReportOptions.Context("Bad", "bad", "javascript:alert(1)"),
                                new ReportOptions.Context("Worse", "worse", "//elsewhere.example"))));

        assertThat(page)
                .contains("#7 &lt;b&gt;", "href=\"https://ci.example.org/job/7/\"", "href=\"run.json\"")
                .contains("2026-11-20 08:00:00 UTC")
                .doesNotContain("javascript:alert", "//elsewhere.example");
    }

    @Property(tries = 60)
    void noTextBecomesMarkup(
            @ForAll
                    @StringLength(min = 1, max = 300)
                    @Chars({'<', '>', '&', '"', '\'', '/', '!', '-', '`', '$', '{', 'a', ' '})
                    String text)
            throws IOException {
        String hostile = page(RunBodies.withTexts(name -> name + text));
        String harmless = page(RunBodies.withTexts(name -> name + text.replaceAll("[<>&\"']", "x")));

        assertThat(count(hostile, "<")).isEqualTo(count(harmless, "<"));
        assertThat(tags(hostile)).hasSameSizeAs(tags(harmless));
        assertThat(count(String.join("", tags(hostile)), "\"")).isEqualTo(count(String.join("", tags(harmless)), "\""));
    }

    @Test
    void noTextEndsTheScriptsData() throws IOException {
        String page = page(RunBodies.withTexts(name -> name + "</script><!--<script>\u2028]]>"));

        assertThat(count(page, "</script>")).isEqualTo(3);
        assertThat(page).doesNotContain("<!--");
        assertThat(page.substring(page.indexOf("class=\"rows\""))).doesNotContain("\u2028");
        assertThat(page).contains("\\u003c/script\\u003e");
    }

    @Test
    void controlAndBidirectionalCharactersAreLeftOut() throws IOException {
        assertThat(page(RunBodies.withTexts(name -> name + "\u202E\u0000\u001B[31m\u2066\uD800x")))
                .doesNotContain("\u202E", "\u0000", "\u001B", "\u2066", "\uFFFD")
                .contains("file[31mx");
    }

    @Test
    void onlyWebAddressesBecomeLinks() throws IOException {
        assertThat(page(RunBodies.withTexts(name -> "javascript:alert(1)//" + name)))
                .doesNotContain("class=\"kb\" rel");
    }

    @Test
    void aTextThatIsTooLongIsCutAndSaysSo() throws IOException {
        assertThat(page(RunBodies.withTexts(name -> name.equals("details") ? "x".repeat(100_000) : name)))
                .contains("x… [64 KB]", "xxx…</p>");
    }

    @Test
    void aBodyThatIsNoRunLeavesNothingBehind() {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        byte[] body = RunBodies.many(20_000, 1);
        byte[] cutShort = Arrays.copyOf(body, body.length - 5);

        assertThatThrownBy(() -> HtmlReport.of(english()).write(() -> new ByteArrayInputStream(cutShort), page))
                .isInstanceOf(NotARunException.class);

        assertThat(page.size()).isZero();
    }

    @Test
    void everyReadingIsClosedAlsoWhereThePageCannotBeWritten() {
        List<ByteArrayInputStream> open = new ArrayList<>();
        RunSource source = () -> {
            ByteArrayInputStream body = new ByteArrayInputStream(RunBodies.many(100_000, 1)) {
                @Override
                public void close() {
                    open.remove(this);
                }
            };
            open.add(body);
            return body;
        };
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> HtmlReport.of(english()).write(source, full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");

        assertThat(open).isEmpty();
    }

    @Test
    void needsNothingFromTheClassLoaderOfTheThread() throws Exception {
        CompletableFuture<String> page = new CompletableFuture<>();
        Thread thread = new Thread(() -> page.completeAsync(
                () -> {
                    try {
                        return page(RunBodies.threeJobs(), english().withLocale(Locale.GERMAN));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Runnable::run));
        thread.setContextClassLoader(null);
        thread.start();

        assertThat(page.get(2, TimeUnit.MINUTES)).contains("teilweise erfolgreich");
    }

    private static ReportOptions english() {
        return ReportOptions.defaults();
    }

    private static String page(byte[] body) throws IOException {
        return page(body, english());
    }

    private static String page(byte[] body, ReportOptions options) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        HtmlReport.of(options).write(() -> new ByteArrayInputStream(body), page);
        return page.toString(StandardCharsets.UTF_8);
    }

    /** The page without what stands in its style and script elements. */
    private static String markup(String page) {
        return page.replaceAll("(?s)<(style|script)\\b[^>]*>.*?</\\1>", "");
    }

    /** The tags of the page; a quoted value may contain what would end a tag. */
    private static List<String> tags(String page) {
        return Pattern.compile("<(?:[^>\"]|\"[^\"]*\")*>")
                .matcher(markup(page))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** AssertJ's containsSubsequence takes minutes for a page. */
    private static Pattern inOrder(String... texts) {
        return Pattern.compile(Stream.of(texts).map(Pattern::quote).collect(Collectors.joining(".*?")), Pattern.DOTALL);
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
