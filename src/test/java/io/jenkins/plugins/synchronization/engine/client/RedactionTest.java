package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String SECRET = "s+c/r%t<ä>&\"q'=\\0 9Zk";

    /** What servers, gateways and logs make of a secret before they repeat it. */
    record Form(String name, UnaryOperator<String> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Form> forms() {
        return List.of(
                new Form("as it is", secret -> secret),
                new Form("upper case", String::toUpperCase),
                new Form("form-encoded", RedactionTest::form),
                new Form("form-encoded, lower case", secret -> form(secret).replaceAll("%2B", "%2b")),
                new Form("RFC 3986", secret -> form(secret).replace("+", "%20").replace("*", "%2A")),
                new Form("all percent-encoded", secret -> bytes(secret).replaceAll("(..)", "%$1")),
                new Form("percent-encoded twice", secret -> form(form(secret))),
                new Form("HTML, named", secret -> secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&apos;")
                        .replace("+", "&plus;")
                        .replace("/", "&sol;")
                        .replace("%", "&percnt;")
                        .replace("ä", "&auml;")),
                new Form("HTML, decimal", secret -> each(secret, "&#%d;")),
                new Form("HTML, hexadecimal", secret -> each(secret, "&#x%X;")),
                new Form("HTML, padded", secret -> each(secret, "&#%05d;")),
                new Form("JSON", secret -> secret.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("/", "\\/")),
                new Form("JSON, all escaped", secret -> each(secret, "\\u%04x")),
                new Form("JavaScript", secret -> each(secret, "\\x%02x")),
                new Form("HTML of a form", secret -> each(form(secret), "&#%d;")),
                new Form("Base64", secret -> base64(secret)),
                new Form("Base64 without padding", secret -> base64(secret).replace("=", "")),
                new Form("Base64 in lines", secret -> base64(secret).replaceAll("(.{5})", "$1\n")),
                new Form("Base64, percent-encoded", secret -> form(base64(secret))),
                new Form("base64url", secret -> Base64.getUrlEncoder()
                        .encodeToString(secret.getBytes(StandardCharsets.UTF_8))),
                new Form("HTTP Basic", secret -> base64("service-1:" + secret)),
                new Form("HTTP Basic without padding", secret -> base64("service-1:" + secret)
                        .replace("=", "")),
                new Form("HTTP Basic, encoded", secret -> base64("service-1:" + form(secret))),
                new Form("HTTP Basic, base64url", secret -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("service-1:" + secret).getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aClientsSecretIsFoundInEachForm(Form form) {
        assertThat(marked(SECRET, "Wrong: " + form.of().apply(SECRET) + " (end)"))
                .as(form.of().apply(SECRET))
                .isEqualTo("Wrong: [secret] (end)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+\\\"01234567", "+&quot;01234567", "+%2201234567", "+\"01234567", "%2B%2201234567"})
    void aPlusSignAtTheBeginningOfASecretIsNotLeft(String repeated) {
        assertThat(marked("+\"01234567", "Wrong: " + repeated + " (end)")).isEqualTo("Wrong: [secret] (end)");
    }

    @Property(tries = 300)
    void anySecretIsFoundInEachForm(@ForAll("secrets") String secret, @ForAll("formsOfAny") Form form) {
        String repeated = form.of().apply(secret);

        assertThat(marked(secret, "Wrong: " + repeated + " (end)"))
                .as(repeated)
                .startsWith("Wrong: ")
                .contains("[secret]")
                .endsWith(" (end)")
                // One character at the edge may be left, escaped, where the secret itself has what looks like escapes.
                .hasSizeLessThan(30);
    }

    @Property(tries = 300)
    void noRunOfSixteenCharactersOfATokenIsLeft(
            @ForAll("tokens") String token,
            @ForAll @IntRange(max = 200) int from,
            @ForAll @IntRange(min = 16, max = 300) int length) {
        int begin = Math.min(from, token.length() - 16);
        String piece = token.substring(begin, Math.min(token.length(), begin + length));

        String shown = Redaction.of(AccessToken.of(token)).oneLine("<<" + piece + ">>", 1_000);

        assertThat(shown).startsWith("<<").contains("[secret]").endsWith(">>");
        assertThat(shown.replace("[secret]", "")).hasSizeLessThan(4 + 16);
    }

    @Test
    void eachPartOfAJwtIsFound() {
        String token =
                "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJjbGllbnRfaWQiOiJzZXJ2aWNlLTEifQ.kT0r9yAqLw3zX5uVbN1mQ7sE2dF4gH6j";
        Redaction redaction = Redaction.of(AccessToken.of(token));

        for (String part : token.split("\\.")) {
            assertThat(redaction.oneLine("part " + part + "!", 500)).isEqualTo("part [secret]!");
        }
        assertThat(redaction.oneLine(base64("Bearer " + token), 500))
                .contains("[secret]")
                .hasSizeLessThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-good-toke", "-good-token", "a-good-toke…", "A-GOOD-TOKE"})
    void aShortSecretIsFoundWhereOneCharacterIsCutOff(String cut) {
        assertThat(Redaction.of(LoopbackApi.TOKEN).oneLine("It was " + cut, 500))
                .startsWith("It was [secret]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The client may not use the scope itwin-platform: 100 % sure & said <so>",
                "C:\\new\\token\\good, %zz %4 &#; &#x; &nosuch; \\u12 \\",
                "a-good-tok, good-token"
            })
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Redaction.of(LoopbackApi.TOKEN).oneLine(text, 500)).isEqualTo(text);
    }

    @Test
    void aSecretBehindAnEscapeCharacterIsFound() {
        assertThat(marked("nab12cdefgh", "in C:\\nab12cdefgh")).isEqualTo("in C:\\[secret]");
        assertThat(marked("ab12cdefgh", "100%ab12cdefgh")).isEqualTo("100%[secret]");
    }

    @Test
    void longTextsAndSecretsThatRepeatThemselvesAreDoneInOnePass() {
        Redaction redaction = Redaction.of(AccessToken.of("ab".repeat(16_000) + "c"));
        String text = ("%61".repeat(10_000) + "ab".repeat(20_000) + "ac" + "&amp;".repeat(4_000)).repeat(2);

        assertThat(redaction.oneLine(text, 1_000_000)).contains("[secret]").doesNotContain("abababababababab");
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars("äÖ ")
                .ofMinLength(9)
                .ofMaxLength(60)
                .map(String::strip)
                .filter(secret -> secret.chars()
                                .filter(Character::isLetterOrDigit)
                                .distinct()
                                .count()
                        > 7);
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("-_.")
                .ofMinLength(17)
                .ofMaxLength(300)
                .map(text -> "t" + text);
    }

    @Provide
    Arbitrary<Form> formsOfAny() {
        return Arbitraries.of(forms());
    }

    private static String marked(String secret, String text) {
        Credential.Client client = new Credential.Client("service-1", secret, ServerUrl.PRODUCTION_TOKENS);
        return Redaction.of(client, base64("service-1:" + form(secret))).oneLine(text, 10_000);
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bytes(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String each(String text, String format) {
        return text.chars().mapToObj(character -> format.formatted(character)).collect(Collectors.joining());
    }
}
