package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds out whether standard error is a terminal that can rewrite a line. */
final class TerminalCheck {

    private TerminalCheck() {}

    /**
     * Asks the system's shell. {@link System#console} cannot tell: it is null as soon as standard output goes to a file,
     * and says nothing of standard error. Where there is no such shell, as on Windows, the answer is no.
     *
     * @param environment tells the kind of terminal in {@code TERM}, not null
     */
    static boolean standardErrorIsTerminal(Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        if (kind.isEmpty() || kind.equals("dumb")) {
            return false;
        }
        try {
            Process test = new ProcessBuilder("/bin/sh", "-c", "test -t 2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!test.waitFor(1, TimeUnit.SECONDS)) {
                test.destroyForcibly();
                return false;
            }
            return test.exitValue() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
