package io.jenkins.plugins.synchronization.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/** Texts that the API may send, in everything that is written for a program to read; see {@code bin/fuzz}. */
class WritersFuzzTest {

    private static final int LONGEST = 200;
    private static final XMLInputFactory XML = XMLInputFactory.newInstance();
    private static final Pattern SCRIPT = Pattern.compile("(?s)(<(script|style)[^<>]*>).*?(</\\2>)");
    private static final Pattern TAG = Pattern.compile("</?[a-z0-9]+((?: [a-zA-Z0-9-]+(?:=\"[^\"<]*\")?)*)>");
    private static final Pattern VALUE = Pattern.compile("=\"[^\"]*\"");
    private static final Pattern ADDRESS = Pattern.compile("href=\"(?!https?://|#)");

    /** What stands in tags, without values, in pages of harmless texts. */
    private static final Set<String> HARMLESS = new HashSet<>();

    static {
        for (String text : List.of("harmless ", "https://www.example.com/", "one, two\n\nthree ".repeat(100))) {
            HARMLESS.addAll(tags(page(RunBodies.withTexts(name -> text + name))));
        }
    }

    /** No cell becomes a formula wherever a spreadsheet splits the line, and each text can be read again. */
    @FuzzTest
    void csv(byte[] input) throws IOException {
        String text = text(input);
        if (!text.isBlank()) {
            TaskCsvTest.assertHasNoFormula(text);
        }
    }

    /** No text adds a tag or an attribute to the page, or leads elsewhere than to the web. */
    @FuzzTest
    void html(byte[] input) {
        String text = text(input);
        String page = page(RunBodies.withTexts(name -> text + "<x y=\"z\" w='v'>" + name));

        assertThat(HARMLESS).containsAll(tags(page));
        assertThat(ADDRESS.matcher(page).find()).isFalse();
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

    private static String page(byte[] body) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            HtmlReport.of(ReportOptions.defaults()).write(() -> new ByteArrayInputStream(body), page);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    /** The tags of a page without the values of their attributes; each {@code <} in the page begins one. */
    private static Set<String> tags(String page) {
        String body = SCRIPT.matcher(page.substring("<!doctype html>".length())).replaceAll("$1$3");
        Set<String> tags = new HashSet<>();
        Matcher tag = TAG.matcher(body);
        for (int at = body.indexOf('<'); at >= 0; at = body.indexOf('<', tag.end())) {
            assertThat(tag.find(at) && tag.start() == at)
                    .as(() -> "No tag: " + page)
                    .isTrue();
            tags.add(VALUE.matcher(tag.group()).replaceAll(""));
        }
        return tags;
    }
}
