package io.jenkins.plugins.synchronization.config;

/** Another time limit for looking up credentials, while a test runs. */
public final class CredentialTimeLimit implements AutoCloseable {

    private static final String PROPERTY = CredentialLookup.class.getName() + ".timeLimitSeconds";

    private CredentialTimeLimit() {}

    public static CredentialTimeLimit ofSeconds(int seconds) {
        System.setProperty(PROPERTY, Integer.toString(seconds));
        return new CredentialTimeLimit();
    }

    @Override
    public void close() {
        System.clearProperty(PROPERTY);
    }
}
