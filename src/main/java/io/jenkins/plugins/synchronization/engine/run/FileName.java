package io.jenkins.plugins.synchronization.engine.run;

/**
 * How people know a file. Texts are one line, bounded, and free of characters that are unfit to be shown.
 *
 * @param name the file's name, never null or empty
 * @param relativePath where it lies below its root, as its manifest has it; or null
 */
public record FileName(String name, String relativePath) {

    private static final int LONGEST_PATH = 1000;

    /** Makes one from untrusted texts, either of which may be null; null where neither says anything. */
    static FileName of(String name, String relativePath) {
        String path = filled(Sanitizer.oneLine(relativePath, LONGEST_PATH));
        String called = filled(Sanitizer.name(name));
        if (called == null && path == null) {
            return null;
        }
        return new FileName(called == null ? Sanitizer.name(path) : called, path);
    }

    private static String filled(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** How many characters it holds. */
    int length() {
        return name.length() + (relativePath == null ? 0 : relativePath.length());
    }
}
