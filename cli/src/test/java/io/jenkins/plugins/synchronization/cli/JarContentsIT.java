package io.jenkins.plugins.synchronization.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runnable jar holds: all that it needs and nothing of Jenkins. */
class JarContentsIT {

    @TempDir
    Path folder;

    private static Set<String> packages(int depth) throws IOException {
        Set<String> packages = new TreeSet<>();
        try (JarFile jar = new JarFile(Program.JAR.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                    .forEach(name -> packages.add(firstParts(name, depth)));
        }
        return packages;
    }

    private static String firstParts(String path, int depth) {
        String[] parts = path.split("/");
        return String.join(".", Arrays.copyOf(parts, Math.min(depth, parts.length)));
    }

    @Test
    void theJarHoldsOurPackagesAndTheLibrariesThatTheyNeed() throws Exception {
        // org: SnakeYAML, and the annotations that Kotlin's library has with it.
        assertThat(packages(1))
                .containsExactlyInAnyOrder("com", "gg", "io", "kotlin", "okhttp3", "okio", "org", "picocli");
        assertThat(packages(2))
                .filteredOn(name -> name.matches("(com|gg|io|org)\\..*"))
                .containsExactlyInAnyOrder(
                        "com.fasterxml", "gg.jte", "io.jenkins", "org.intellij", "org.jetbrains", "org.yaml");
    }

    @Test
    void ofOurOwnItHoldsEngineSimulatorAndCommandLine() throws Exception {
        assertThat(packages(5))
                .filteredOn(name -> name.startsWith("io."))
                .containsExactlyInAnyOrder(
                        "io.jenkins.plugins.synchronization.cli",
                        "io.jenkins.plugins.synchronization.engine",
                        "io.jenkins.plugins.synchronization.simulator");
    }

    @Test
    void ofJacksonItHoldsTheStreamingPartOnly() throws Exception {
        assertThat(packages(4))
                .filteredOn(name -> name.startsWith("com.fasterxml"))
                .containsExactly("com.fasterxml.jackson.core");
    }

    @Test
    void theJarListsItsLibrariesAndHasTheTextsOfTheirLicenses() throws Exception {
        try (JarFile jar = new JarFile(Program.JAR.toFile())) {
            assertThat(text(jar, "META-INF/THIRD-PARTY.txt").lines())
                    .filteredOn(line -> line.startsWith("     "))
                    .allMatch(line -> line.startsWith("     (Apache-2.0) "))
                    .anyMatch(line -> line.contains(":okhttp"))
                    .anyMatch(line -> line.contains(":okio"))
                    .anyMatch(line -> line.contains(":kotlin-stdlib:"))
                    .anyMatch(line -> line.contains(":jackson-core:"))
                    .anyMatch(line -> line.contains(":jte-runtime:"))
                    .anyMatch(line -> line.contains(":picocli:"))
                    .anyMatch(line -> line.contains(":snakeyaml:"))
                    .anyMatch(line -> line.contains(":annotations:"));
            assertThat(text(jar, "META-INF/LICENSE")).startsWith("MIT License").contains("itwin-synchronization");
            assertThat(text(jar, "META-INF/LICENSE-Apache-2.0.txt")).contains("Apache License", "END OF TERMS");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Copyright \u00a9 2023 Werner Randelshofer");
        }
    }

    private static String text(JarFile jar, String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theJarStartsAndKnowsItsVersion() {
        Program.Ended ended = new Program(folder).run("--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).matches("\\d+\\.\\d+\\.\\d+.*\n");
        assertThat(ended.err()).isEmpty();
    }
}
