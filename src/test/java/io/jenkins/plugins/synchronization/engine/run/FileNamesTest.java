package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    private static final String MANIFEST = """
            {"sourceFiles": [
              {"id": "master", "action": "bridge", "name": "Plant.dgn", "relativePath": "CAD/Plant.dgn", "connector": {"a": [1]},
               "children": [{"id": "child", "parentId": "master", "name": "Pipes.dgn", "url": "https://x"}, 7]},
              {"id": "second", "relativePath": "CAD/Site.dgn"}, {"name": "no ID"}, {"id": "no name"}, null]}
            """;

    @Test
    void aManifestNamesItsFilesAndTheirChildren() {
        FileNames names = FileNames.parse(MANIFEST);

        assertThat(names.get("master")).isEqualTo(new FileName("Plant.dgn", "CAD/Plant.dgn"));
        assertThat(names.get("child")).isEqualTo(new FileName("Pipes.dgn", null));
        assertThat(names.get("second")).isEqualTo(new FileName("CAD/Site.dgn", "CAD/Site.dgn"));
        assertThat(names.get("no name")).isNull();
        assertThat(names.size()).isEqualTo(3);
        assertThat(names.isEmpty()).isFalse();
    }

    @Test
    void aListOfTheApiNamesFilesByTheIdThatTasksHave() throws IOException {
        SourceFileList list = SourceFileList.read(new ByteArrayInputStream("""
                {"sourceFiles": [{"id": "1", "storageFileId": "s-1", "connectorType": "IFC", "lastKnownFileName": "a.ifc",
                  "_links": {"next": {"href": "not this one"}}}],
                 "_links": {"self": {"href": "x"}, "next": {"href": "https://api/next", "method": "GET"}}}
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(list.names().toMap()).isEqualTo(Map.of("s-1", "a.ifc"));
        assertThat(list.next()).isEqualTo("https://api/next");
    }

    @Test
    void anObjectNamesFilesById() {
        FileNames names =
                FileNames.parse("{\"a\": \"A.dgn\", \"b\": {\"name\": \"B.dgn\", \"relativePath\": \"x/B.dgn\"},"
                        + " \"c\": null, \"d\": 4, \"e\": [\"x\"], \"f\": \" \"}");

        assertThat(names.toMap()).isEqualTo(Map.of("a", "A.dgn", "b", "B.dgn"));
        assertThat(names.get("b").relativePath()).isEqualTo("x/B.dgn");
        assertThat(names.get(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,A.dgn\nb,\"B \"\"2\"\", new.dgn\",x/B.dgn\n",
                "\uFEFFid,name,path\r\na,A.dgn\r\n\r\nb,\"B \"\"2\"\", new.dgn\",x/B.dgn",
                "sourceFileId;name\na;A.dgn\nb;B \"2\", new.dgn;x/B.dgn",
                "a\tA.dgn\nb\tB \"2\", new.dgn\tx/B.dgn"
            })
    void csvNamesAFileInEachLine(String csv) {
        FileNames names = FileNames.parse(csv);

        assertThat(names.get("a")).isEqualTo(new FileName("A.dgn", null));
        assertThat(names.get("b")).isEqualTo(new FileName("B \"2\", new.dgn", "x/B.dgn"));
        assertThat(names.size()).isEqualTo(2);
    }

    @Test
    void whatIsNeitherSaysWhere() {
        assertThatThrownBy(() -> FileNames.parse("a,A.dgn\nB.dgn\n")).hasMessageContaining("line 2 is not “ID,name”");
        assertThatThrownBy(() -> FileNames.parse("a,\"A\n.dgn\"\nB.dgn\n"))
                .hasMessageContaining("line 3 is not “ID,name”");
        assertThatThrownBy(() -> FileNames.parse("{\"a\": \"A.dgn\",\n \"secret\" }"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is not valid JSON (line 2, column ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatTheParserDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> FileNames.parse("[".repeat(300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is nested too deeply, or has a number, name or text that is too long");
    }

    @Test
    void anIdThatIsRepeatedAsSomethingElseIsSkipped() {
        FileNames names = FileNames.parse(
                "{\"sourceFiles\": [{\"sourceFileId\": \"a\", \"storageFileId\": [{\"b\": {}}], \"name\": \"A.dgn\"}]}");

        assertThat(names.toMap()).isEqualTo(Map.of("a", "A.dgn"));
    }

    @Test
    void anIdWithHalfACharacterIsNone() {
        // As lines, since newer versions of Jackson take half a character for broken JSON.
        assertThat(FileNames.parse("\ud83d,A.dgn\n\ud83d\ude00,B.dgn").toMap())
                .isEqualTo(Map.of("\ud83d\ude00", "B.dgn"));
    }

    @Test
    void whereTheApiHasLinksNoFileIsNamed() {
        assertThat(FileNames.parse("_links,A.dgn,x/A.dgn").isEmpty()).isTrue();
    }

    @Test
    void anEmptyFileNamesNoFile() {
        assertThat(FileNames.parse("")).isEqualTo(FileNames.NONE);
        assertThat(FileNames.parse("{}").isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void whatIsStoredComesBack(@ForAll @StringLength(min = 1, max = 80) String text) throws IOException {
        FileNames names = FileNames.of(Map.of("id", text)).with(FileNames.parse(MANIFEST));

        assertThat(FileNames.read(new ByteArrayInputStream(names.toJson().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(names);
    }

    @Test
    void namesThatAreGivenLaterCount() {
        FileNames names = FileNames.of(Map.of("a", "old", "b", "B")).with(FileNames.of(Map.of("a", "new", "c", "C")));

        assertThat(names.toMap()).isEqualTo(Map.of("a", "new", "b", "B", "c", "C"));
    }

    @Test
    void theSameNamesOfTheSameFilesAreEqual() {
        FileNames names = FileNames.of(Map.of("a", "A"));

        assertThat(names)
                .isEqualTo(FileNames.parse("a,A"))
                .hasSameHashCodeAs(FileNames.parse("a,A"))
                .isNotEqualTo(FileNames.parse("a,B"))
                .doesNotHaveSameHashCodeAs(FileNames.NONE)
                .hasToString("1 file names");
    }

    @Test
    void aNameIsOneBoundedLineWithoutControls() {
        String name = FileNames.of(Map.of("a", " evil\n\u202Etxt.exe\u0000 " + "x".repeat(1000)))
                .get("a")
                .name();

        assertThat(name).startsWith("evil txt.exe xxx").hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void theNumberOfNamesIsBounded() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < FileNames.MAX_FILES + 10; i++) {
            many.put("id-" + i, "file");
        }
        assertThat(FileNames.of(many).size()).isEqualTo(FileNames.MAX_FILES);
        assertThat(FileNames.of(many).with(FileNames.of(Map.of("other", "x"))).get("other"))
                .isNotNull();
    }

    @Test
    void theirSizeIsBounded() {
        StringBuilder csv = new StringBuilder();
        String path = "p".repeat(1000);
        for (int i = 0; i < 20_000; i++) {
            csv.append(i).append(",n,").append(path).append('\n');
        }
        assertThat(FileNames.parse(csv.toString()).size())
                .isBetween(FileNames.MAX_CHARACTERS / 1010, FileNames.MAX_CHARACTERS / 1000 + 1);
    }

    @Test
    void everyTaskThatIsReadHasTheNameOfItsFile() throws IOException {
        String body = "{\"run\":{\"jobs\":[{\"tasks\":[{\"id\":\"1\",\"sourceFileId\":\"a\"},"
                + "{\"id\":\"2\",\"storageFileId\":\"b\"},{\"id\":\"3\",\"sourceFileId\":\"c\"},{\"id\":\"4\"}]}]}}";
        List<String> read = new ArrayList<>();
        RunReader.read(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                FileNames.of(Map.of("a", "A.dgn", "b", "B.dgn")),
                new TaskVisitor() {
                    @Override
                    public void task(int job, Task task) {
                        read.add(task.sourceFileId() + " " + task.name());
                    }

                    @Override
                    public void job(Job job) {
                        // Only tasks have files.
                    }
                });

        assertThat(read).containsExactly("a A.dgn", "b B.dgn", "c c", "null 4");
    }
}
