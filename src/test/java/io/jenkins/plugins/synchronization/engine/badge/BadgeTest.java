package io.jenkins.plugins.synchronization.engine.badge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BadgeTest {

    private static final Presentation PARTIAL =
            Presentation.ofResult(Term.of(ExecutionResult.PARTIAL_SUCCESS), Locale.ENGLISH);

    @Test
    void saysLabelAndOutcomeToEyesAndEars() throws Exception {
        Element svg = parse(Badge.svg("synchronization", PARTIAL)).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("synchronization: partial success");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("synchronization: partial success");
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("synchronization");
        assertThat(svg.getElementsByTagName("text").item(1).getTextContent()).isEqualTo("! partial success");
    }

    @ParameterizedTest
    @EnumSource(Presentation.Kind.class)
    void whiteTextOnEachColourIsReadable(Presentation.Kind kind) throws Exception {
        Document badge = parse(Badge.svg("label", new Presentation(kind, "word", "?")));

        for (String part : new String[] {"rect", "path"}) {
            String colour = ((Element) badge.getElementsByTagName(part).item(0)).getAttribute("fill");
            assertThat(contrastWithWhite(colour)).as(colour).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void theMessageAloneIsABadgeToo() throws Exception {
        Document badge = parse(Badge.svg(null, PARTIAL));

        assertThat(badge.getElementsByTagName("text").getLength()).isEqualTo(1);
        assertThat(badge.getDocumentElement().getAttribute("aria-label")).isEqualTo("partial success");
        assertThat(Badge.svg(" \u0000 ", PARTIAL)).isEqualTo(Badge.svg(null, PARTIAL));
    }

    @Test
    void aSquareBadgeDiffersInItsCornersOnly() throws Exception {
        Document round = parse(Badge.svg("label", PARTIAL));
        Document square = parse(Badge.svg("label", PARTIAL, BadgeStyle.FLAT_SQUARE));

        assertThat(attribute(round, "rect", "rx")).isEqualTo("3");
        assertThat(attribute(round, "path", "d")).isEqualTo("M3 0H39v20H3a3 3 0 0 1 -3-3V3a3 3 0 0 1 3-3z");
        assertThat(attribute(square, "rect", "rx")).isEqualTo("0");
        assertThat(attribute(square, "path", "d")).isEqualTo("M0 0H39V20H0z");
        assertThat(square.getDocumentElement().getAttribute("width"))
                .isEqualTo(round.getDocumentElement().getAttribute("width"));
        assertThat(square.getDocumentElement().getTextContent())
                .isEqualTo(round.getDocumentElement().getTextContent());
    }

    @Test
    void aStyleThatIsNoneIsFlat() {
        assertThat(BadgeStyle.of("flat-square")).isEqualTo(BadgeStyle.FLAT_SQUARE);
        assertThat(BadgeStyle.of("flat")).isEqualTo(BadgeStyle.FLAT);
        assertThat(BadgeStyle.of("\"/><script>")).isEqualTo(BadgeStyle.FLAT);
        assertThat(BadgeStyle.of(null)).isEqualTo(BadgeStyle.FLAT);
    }

    @Test
    void aWideLabelMakesAWideBadge() throws Exception {
        assertThat(width("同期同期同期")).isGreaterThan(width("aaaaaa"));
        assertThat(width("😀😀😀")).isGreaterThan(width("iii"));
        assertThat(width("WWWWWW")).isGreaterThan(width("iiiiii"));
    }

    @Test
    void aVeryLongLabelIsCut() throws Exception {
        assertThat(Badge.svg("x".repeat(10_000), PARTIAL)).contains("…");
        assertThat(width("W".repeat(10_000))).isLessThan(900);
    }

    @Test
    void markupInTheLabelStaysText() throws Exception {
        String label = "</text><script>alert(1)</script>\" onload=\"x";

        Document badge = parse(Badge.svg(label, PARTIAL));

        assertThat(badge.getElementsByTagName("script").getLength()).isZero();
        assertThat(badge.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(label);
    }

    @Property(tries = 500)
    void anyLabelAndWordGiveWellFormedXmlInWhichTheTextsFit(@ForAll String label, @ForAll String word)
            throws Exception {
        String svg = Badge.svg(label, new Presentation(Presentation.Kind.UNKNOWN, word, "?"));

        Document badge = parse(svg);
        int width = Integer.parseInt(badge.getDocumentElement().getAttribute("width"));
        NodeList texts = badge.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            assertThat(Integer.parseInt(text.getAttribute("x")) + Integer.parseInt(text.getAttribute("textLength")))
                    .isLessThan(width);
        }
        assertThat(svg).isEqualTo(Badge.svg(label, new Presentation(Presentation.Kind.UNKNOWN, word, "?")));
    }

    private static String attribute(Document badge, String element, String name) {
        return ((Element) badge.getElementsByTagName(element).item(0)).getAttribute(name);
    }

    private static int width(String label) throws Exception {
        return Integer.parseInt(
                parse(Badge.svg(label, PARTIAL)).getDocumentElement().getAttribute("width"));
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** The contrast of WCAG 2.2 with white. */
    private static double contrastWithWhite(String colour) {
        double luminance = 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double channel(String colour, int from) {
        double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
