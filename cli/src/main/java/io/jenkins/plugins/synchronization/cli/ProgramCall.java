package io.jenkins.plugins.synchronization.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Pattern;

/** How this program is called from another shell, so that a command that it prints can be pasted there. */
final class ProgramCall {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");
    private static final String ANYWHERE = "java -jar itwin-synchronization-cli.jar";

    private ProgramCall() {}

    /** The call by the jar's whole path, quoted for a POSIX shell where needed; by its name alone where it is in no jar. */
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
