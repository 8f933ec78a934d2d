package io.jenkins.plugins.synchronization.simulator;

/** An error in a scenario file: the message names the file, the key and the allowed values. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2000;

    private final String keyPath;

    ScenarioException(String source, String keyPath, String mistake, Throwable cause) {
        super(shown(source + ": " + (keyPath.isEmpty() ? "" : keyPath + " ") + mistake), cause);
        this.keyPath = keyPath;
    }

    /** Where the error is, such as {@code troubles[2].status}; empty where the text cannot be read at all. */
    public String keyPath() {
        return keyPath;
    }

    /** The file is anybody's: no control characters for the terminal, no end of text. */
    private static String shown(String message) {
        String bounded = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        return bounded.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]", "?");
    }
}
