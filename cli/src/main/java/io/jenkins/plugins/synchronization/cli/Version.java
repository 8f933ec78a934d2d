package io.jenkins.plugins.synchronization.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, which the build writes into the jar. */
final class Version implements IVersionProvider {

    /** Such as {@code 1.0.0}. */
    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException damagedJar) {
            throw new UncheckedIOException(damagedJar);
        }
    }

    /** The {@code User-Agent} header of the command line's requests. */
    static String userAgent() {
        return "itwin-synchronization-cli/" + text();
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }
}
