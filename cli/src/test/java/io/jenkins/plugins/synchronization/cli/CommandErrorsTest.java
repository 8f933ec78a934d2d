package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandErrorsTest {

    private final TestShell shell = new TestShell();

    private static Map<String, String> brokenEnvironment() {
        return new HashMap<>() {
            @Override
            public String get(Object name) {
                throw new IllegalStateException("broken\u001b[2J on purpose");
            }
        };
    }

    @Test
    void itIsOneMessageThatAsksForAReportWithExitCodeOneAndNoStackTrace() {
        int exitCode = Main.run(shell.with(brokenEnvironment(), false), "wait", "--connection=c", "--run=r");

        assertThat(exitCode).isEqualTo(1);
        assertThat(shell.err())
                .contains("Internal error", "broken[2J on purpose", "report it", "-Ditwin.debug=true", Version.text())
                .hasLineCount(1);
        assertThat(shell.out()).contains("\"reason\":\"INTERNAL_ERROR\"").hasLineCount(1);
    }
}
