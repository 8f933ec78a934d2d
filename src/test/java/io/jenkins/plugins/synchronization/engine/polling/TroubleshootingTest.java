package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/troubleshooting.md has each message of a failure, those of the Jenkins half included: word for word, at least its
 * beginning, with "…" where a message has a value.
 */
class TroubleshootingTest {

    private static final String VALUE = "…";

    /** Which messages of which file report a failure. What else is there are labels, progress, and advice. */
    private static final Map<String, String> FAILURES = Map.of(
            "engine/polling/Waiting", "(start\\.)?what\\.(?!CREDENTIAL).*",
            "engine/run/Reasons", "credentials\\..*|temporaryFolder",
            "wait/Messages", "WaitSpec\\..*|RunCheck\\..*|BuildWait\\.(serverGone|notKept|dropped)|BuildStart\\..*",
            "config/Messages",
                    "Credential\\.(?!Parameter|NoId).*|Servers\\..*|Server\\.(Missing|Refused)|Configuration\\.OutOfRange",
            "recording/Messages", "(RunRecorder|ReportArchive)\\..*",
            "storage/Messages", ".*");

    private static final Pattern QUOTED = Pattern.compile("\\*([^*]+)\\*");

    private static Path root() {
        return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
    }

    /** The failures' messages by file and key, with "…" for each value. */
    private static Map<String, String> messages() throws IOException {
        Map<String, String> messages = new TreeMap<>();
        for (Map.Entry<String, String> file : FAILURES.entrySet()) {
            Path path = root().resolve(
                            "src/main/resources/io/jenkins/plugins/synchronization/" + file.getKey() + ".properties");
            Properties texts = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                texts.load(reader);
            }
            texts.stringPropertyNames().stream()
                    .filter(key -> key.matches(file.getValue()))
                    .forEach(key -> messages.put(file.getKey() + " " + key, shown(texts.getProperty(key))));
        }
        return messages;
    }

    private static String shown(String pattern) {
        return new MessageFormat(pattern, Locale.ENGLISH).format(new Object[] {VALUE, VALUE, VALUE, VALUE, VALUE});
    }

    /** The rows of the tables of messages: message, cause, fix. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(root().resolve("docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| *"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Stream<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(quote -> quote.group(1));
    }

    @Test
    void eachMessageOfAFailureIsOnThePage() throws Exception {
        List<String> quotes = rows().stream().flatMap(row -> quoted(row.get(0))).toList();

        Map<String, String> missing = messages().entrySet().stream()
                .filter(message -> quotes.stream().noneMatch(message.getValue()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(missing).isEmpty();
    }

    @Test
    void eachMessageOnThePageIsOneThatAFailureHas() throws Exception {
        Collection<String> texts = messages().values();

        assertThat(rows().stream().flatMap(row -> quoted(row.get(0))))
                .allSatisfy(quote -> assertThat(texts).anyMatch(text -> text.startsWith(quote)));
    }

    @Test
    void eachMessageHasACauseAndAFix() throws Exception {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> assertThat(row)
                .hasSize(3)
                .allSatisfy(cell -> assertThat(cell).isNotEmpty()));
    }
}
