package io.jenkins.plugins.synchronization.engine.run;

import java.util.Locale;
import java.util.ResourceBundle;

/** The engine's texts in the reader's language. */
public final class TextBundle {

    private static final String ENGINE = "io.jenkins.plugins.synchronization.engine.";

    private TextBundle() {}

    /**
     * Gets a bundle of texts; the JDK keeps it.
     *
     * @param name its name below the engine's package, such as {@code report.Report}
     * @param locale the reader's; English where there are no texts in its language
     */
    public static ResourceBundle of(String name, Locale locale) {
        // Without the control an English reader would get German texts on a machine whose default locale is German.
        return ResourceBundle.getBundle(
                ENGINE + name,
                locale,
                TextBundle.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }
}
