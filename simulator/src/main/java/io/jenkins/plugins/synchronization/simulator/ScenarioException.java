package io.jenkins.plugins.synchronization.simulator;

/** A mistake in a scenario file: the message says where it is, what is wrong and what is allowed. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String keyPath;

    ScenarioException(String source, String keyPath, String mistake, Throwable cause) {
        super(source + ": " + (keyPath.isEmpty() ? "" : keyPath + " ") + mistake, cause);
        this.keyPath = keyPath;
    }

    /**
     * Where the mistake is.
     *
     * @return a path of keys, such as {@code troubles[2].status}; empty where the text cannot be read at all
     */
    public String keyPath() {
        return keyPath;
    }
}
