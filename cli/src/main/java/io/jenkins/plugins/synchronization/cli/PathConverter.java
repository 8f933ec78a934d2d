package io.jenkins.plugins.synchronization.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads file names. Java represents them in the encoding of the locale: where that is ASCII, as with {@code LC_ALL=C}, it
 * replaces each other character, and can neither open the file nor name it.
 */
final class PathConverter implements ITypeConverter<Path> {

    private static final char REPLACED = '\uFFFD';

    @Override
    public Path convert(String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new TypeConversionException("'" + text + "' is not a file name: " + why(text, invalid.getReason()));
        }
        String folder = System.getProperty("user.dir");
        if (!path.isAbsolute() && folder.indexOf(REPLACED) >= 0) {
            throw new TypeConversionException(
                    "'" + text + "' cannot be found from the current folder, " + folder + ": " + why(folder, ""));
        }
        return path;
    }

    private static String why(String name, String otherwise) {
        return name.chars().allMatch(character -> character < 128)
                ? otherwise
                : "it has characters that the locale's encoding, " + System.getProperty("sun.jnu.encoding")
                        + ", does not have. Use a UTF-8 locale, such as LC_ALL=C.UTF-8";
    }
}
