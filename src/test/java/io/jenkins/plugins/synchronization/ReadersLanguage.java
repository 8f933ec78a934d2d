package io.jenkins.plugins.synchronization;

import hudson.Functions;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.localizer.LocaleProvider;

/** Lets pages speak the reader's language, as Jenkins does when it starts; the Jenkins of tests does not. */
public final class ReadersLanguage implements BeforeAllCallback, AfterAllCallback {

    private LocaleProvider usual;

    @Override
    public void beforeAll(ExtensionContext context) {
        usual = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        LocaleProvider.setProvider(usual);
    }
}
