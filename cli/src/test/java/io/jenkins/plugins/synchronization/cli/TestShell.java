package io.jenkins.plugins.synchronization.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** A shell in memory. */
final class TestShell {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell with(Map<String, String> environment, boolean terminal) {
        return with(environment, () -> terminal ? 80 : 0);
    }

    Shell with(Map<String, String> environment, IntSupplier columns) {
        return with(environment, out, columns);
    }

    Shell with(Map<String, String> environment, OutputStream standardOutput, IntSupplier columns) {
        return new Shell(
                environment,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(standardOutput, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns,
                Locale.ENGLISH);
    }

    Shell plain() {
        return with(Map.of(), false);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
