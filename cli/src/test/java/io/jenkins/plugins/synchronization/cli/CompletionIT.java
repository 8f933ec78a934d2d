package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.simulator.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers for the Tab key, after it has read the script of {@code generate-completion}. */
class CompletionIT {

    /** Calls what the script has registered for the command, as bash does for the Tab key. */
    private static final String TAB = """
            "$@" > completion.sh && bash -c '
                source ./completion.sh
                COMP_WORDS=(itwin-synchronization %s "%s")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="${COMP_WORDS[*]}"
                function="$(complete -p itwin-synchronization | sed "s/.* -F \\([^ ]*\\) .*/\\1/")"
                "$function"
                printf "%%s\\n" "${COMPREPLY[@]}"'
            """;

    @TempDir
    Path folder;

    private List<String> offered(String words, String begun) {
        Program.Ended ended =
                new Program(folder).withScript(TAB.formatted(words, begun)).run("generate-completion");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out().lines().toList();
    }

    @Test
    void theFirstWordIsACommand() {
        assertThat(offered("", "")).contains("wait", "report", "simulate", "generate-completion", "help");
        assertThat(offered("", "w")).containsExactly("wait");
    }

    @Test
    void aCommandHasItsOptions() {
        assertThat(offered("wait", "--c")).containsExactlyInAnyOrder("--connection", "--csv");
        assertThat(offered("report", "--"))
                .contains("--html", "--csv", "--badge")
                .doesNotContain("--connection");
    }

    @Test
    void anOptionHasItsValues() {
        assertThat(offered("simulate --scenario", ""))
                .containsAll(Scenario.names())
                .contains("each");
        assertThat(offered("start --if-active", "")).containsExactlyInAnyOrder("wait", "join", "fail");
        assertThat(offered("wait --map", "Partial")).contains("PartialSuccess=SUCCESS", "PartialSuccess=FAILURE");
    }

    @Test
    void allRulesThatAreOfferedAreAccepted() {
        String[] call = Stream.concat(
                        Stream.of("wait", "--connection", "c", "--run", "r", "--api-url", "ftp://refused"),
                        offered("wait --map", "").stream().flatMap(rule -> Stream.of("--map", rule)))
                .toArray(String[]::new);

        assertThat(new Program(folder).run(call).err()).contains("--api-url").doesNotContain("--map");
    }
}
