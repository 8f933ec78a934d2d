package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.engine.report.templates.JtetaskrowGenerated;
import io.jenkins.plugins.synchronization.engine.run.Job;
import io.jenkins.plugins.synchronization.engine.run.RunReader;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskVisitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Texts that the API may send, in everything that is written for a program to read; see {@code bin/fuzz}. Files and pages are
 * fuzzed by the part that repeats for each task, which takes a hundredth of the time of a whole one.
 */
class WritersFuzzTest {

    private static final int LONGEST = 200;
    private static final XMLInputFactory XML = XMLInputFactory.newInstance();
    private static final Words WORDS = Words.of(Locale.ENGLISH);
    private static final Pattern TAG = Pattern.compile("</?[a-z0-9]+((?: [a-zA-Z0-9-]+(?:=\"[^\"<]*\")?)*)>");
    private static final Pattern VALUE = Pattern.compile("=\"[^\"]*\"");
    private static final Pattern ADDRESS = Pattern.compile("href=\"(?!https?://|#)");

    /** What stands in tags, without values, in rows of harmless texts. */
    private static final Set<String> HARMLESS = new HashSet<>();

    static {
        try {
            for (String text : List.of("harmless ", "https://www.example.com/", "one, two\n\nthree ".repeat(100))) {
                HARMLESS.addAll(tags(row(name -> text + name)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** No cell becomes a formula wherever a spreadsheet splits the line, and its text can be read again. */
    @FuzzTest
    void csv(byte[] input) throws IOException {
        String text = text(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvRecord record = new CsvRecord().text("before").text(text).text("after");
        record.end(out);
        record.flush(out);
        String csv = out.toString(StandardCharsets.UTF_8);

        TaskCsvTest.assertIsSafe(csv, text, Rfc4180.parse(csv).get(0).get(1));
    }

    /** No text adds a tag or an attribute to a row, or leads elsewhere than to the web; none ends the script's data. */
    @FuzzTest
    void html(byte[] input) throws IOException {
        String text = text(input);
        String row = row(name -> text + "<x y=\"z\" w='v'>" + name);

        assertThat(HARMLESS).containsAll(tags(row));
        assertThat(ADDRESS.matcher(row).find()).isFalse();
        ScriptDataTest.assertCannotEndItsElement(text);
    }

    /** A badge is well-formed XML of nothing but its own elements, which say the texts. */
    @FuzzTest
    void svg(FuzzedDataProvider input) throws Exception {
        String label = input.consumeString(LONGEST);
        String word = Sanitizer.oneLine(input.consumeRemainingAsString(), LONGEST);
        XMLStreamReader svg = XML.createXMLStreamReader(
                new StringReader(Badge.svg(label, new Presentation(Presentation.Kind.UNKNOWN, word, "?"))));
        StringBuilder texts = new StringBuilder();
        while (svg.hasNext()) {
            switch (svg.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    assertThat(svg.getLocalName()).isIn("svg", "title", "rect", "path", "g", "text");
                case XMLStreamConstants.CHARACTERS -> texts.append(svg.getText());
                default ->
                    assertThat(svg.getEventType())
                            .isIn(XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT);
            }
        }
        assertThat(texts.toString()).endsWith("? " + word);
    }

    private static String text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String row(UnaryOperator<String> texts) throws IOException {
        byte[] body = RunBodies.withOneTask(texts);
        RunOverview overview = new RunOverview(WORDS, true);
        List<Task> tasks = new ArrayList<>();
        RunReader.read(new ByteArrayInputStream(body), new TaskVisitor() {
            @Override
            public void task(int job, Task task) {
                overview.task(job, task);
                tasks.add(task);
            }

            @Override
            public void job(Job job) {
                overview.job(job);
            }
        });
        Task task = tasks.get(0);
        StringOutput row = new StringOutput();
        JtetaskrowGenerated.render(
                new OwaspHtmlTemplateOutput(row),
                null,
                WORDS,
                new TaskView(WORDS, task, overview.slots().get(0), overview.look(task)));
        return row.toString();
    }

    /** The tags of a part of a page without the values of their attributes; each {@code <} in it begins one. */
    private static Set<String> tags(String html) {
        Set<String> tags = new HashSet<>();
        Matcher tag = TAG.matcher(html);
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', tag.end())) {
            if (!tag.find(at) || tag.start() != at) {
                throw new AssertionError("No tag: " + html);
            }
            tags.add(VALUE.matcher(tag.group()).replaceAll(""));
        }
        return tags;
    }
}
