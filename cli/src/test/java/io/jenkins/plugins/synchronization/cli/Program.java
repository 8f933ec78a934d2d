package io.jenkins.plugins.synchronization.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged jar, as a shell starts it: with an environment, in a folder, as a process of its own. */
final class Program {

    static final Path JAR = Path.of(System.getProperty("cli.jar", "target/itwin-synchronization-cli.jar"));

    private static final long PATIENCE_SECONDS = 60;
    private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal=INT,TERM");
    private static final boolean CAN_SET_SIGNALS = canSetSignals();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "TERM", "dumb"));
    private final List<String> javaOptions = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    private final List<String> wrapper = new ArrayList<>();
    private Path input;
    private Path output;

    /** Takes the folder to start it in. */
    Program(Path folder) {
        this.folder = folder;
        environment.put("PATH", System.getenv("PATH"));
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program withJavaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    Program withInput(Path file) {
        input = file;
        return this;
    }

    /** Standard output goes to this file. */
    Program withOutput(Path file) {
        output = file;
        return this;
    }

    /** Starts it from a shell script, which has the command as {@code "$@"}. */
    Program withScript(String script) {
        wrapper.addAll(List.of("sh", "-c", script, "sh"));
        return this;
    }

    /** Starts it from a shell script that may mount file systems, which only the program and the script see. */
    Program withMounts(String script) {
        wrapper.addAll(List.of("unshare", "--map-root-user", "--mount"));
        return withScript(script + " && exec \"$@\"");
    }

    private static boolean canSetSignals() {
        List<String> trial = new ArrayList<>(DEFAULT_SIGNALS);
        trial.add("true");
        try {
            return new ProcessBuilder(trial).start().waitFor() == 0;
        } catch (IOException notHere) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What became of it. */
    record Ended(int exitCode, String out, String err) {}

    /** Starts it and waits until it is over. */
    Ended run(String... arguments) {
        return start(arguments).end();
    }

    Running start(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        if (CAN_SET_SIGNALS) {
            // Where the tests themselves run in the background of a shell, SIGINT is ignored by all that they start.
            command.addAll(DEFAULT_SIGNALS);
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        if (output != null) {
            builder.redirectOutput(output.toFile());
        }
        try {
            return new Running(builder.start());
        } catch (IOException cannotStart) {
            throw new UncheckedIOException(cannotStart);
        }
    }

    /** The program while it runs; ends with the test at the latest. */
    static final class Running implements AutoCloseable {

        private final Process process;
        private final CompletableFuture<String> out;
        private final CompletableFuture<String> err;
        private final CompletableFuture<String> firstLine = new CompletableFuture<>();

        private Running(Process process) {
            this.process = process;
            out = read(process.inputReader(StandardCharsets.UTF_8), firstLine);
            err = read(process.errorReader(StandardCharsets.UTF_8), new CompletableFuture<>());
        }

        private static CompletableFuture<String> read(BufferedReader reader, CompletableFuture<String> first) {
            // On threads of their own: the common pool can have only one, which the output of a program that runs on
            // would keep.
            return CompletableFuture.supplyAsync(
                    () -> {
                        StringBuilder text = new StringBuilder();
                        try (reader) {
                            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                                first.complete(line);
                                text.append(line).append('\n');
                            }
                        } catch (IOException gone) {
                            throw new UncheckedIOException(gone);
                        }
                        return text.toString();
                    },
                    reading -> new Thread(reading).start());
        }

        String firstLine() {
            return firstLine.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        /** Sends a signal, such as {@code INT}. */
        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        Ended end() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("The program did not end; it said: " + err.join());
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return new Ended(process.exitValue(), out.join(), err.join());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
