package io.jenkins.plugins.synchronization.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Pattern;

/** The command that starts this program, for printed commands that can be pasted into another shell. */
final class ProgramCall {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");
    private static final String ANYWHERE = "java -jar itwin-synchronization-cli.jar";

    private ProgramCall() {}

    /** With the jar's absolute path, quoted for a POSIX shell where needed; its name alone outside a jar. */
    static String ofThisProgram() {
        CodeSource source = ProgramCall.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = source == null ? null : Path.of(source.getLocation().toURI());
            return jar == null || !Files.isRegularFile(jar) ? ANYWHERE : ofJar(jar);
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return ANYWHERE;
        }
    }

    static String ofJar(Path jar) {
        String path = jar.toString();
        return "java -jar " + (PLAIN.matcher(path).matches() ? path : "'" + path.replace("'", "'\\''") + "'");
    }
}
