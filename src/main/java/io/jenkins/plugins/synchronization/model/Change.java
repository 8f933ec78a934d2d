package io.jenkins.plugins.synchronization.model;

import java.util.Locale;
import java.util.stream.Stream;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What became of a source file since the run before. */
@Restricted(NoExternalUse.class)
public enum Change {
    /** It failed, and had not before, as far as that is known. */
    NEW("new") {
        @Override
        public String label(Locale locale) {
            return Messages._Change_New().toString(locale);
        }
    },

    /** It failed, and had failed before. */
    STILL("still") {
        @Override
        public String label(Locale locale) {
            return Messages._Change_Still().toString(locale);
        }
    },

    /** It succeeded, and had failed before. */
    FIXED("fixed") {
        @Override
        public String label(Locale locale) {
            return Messages._Change_Fixed().toString(locale);
        }
    };

    private final String parameter;

    Change(String parameter) {
        this.parameter = parameter;
    }

    /** What stands for it in URLs: {@code ?change=new}. */
    public String parameter() {
        return parameter;
    }

    /** What to call it in the reader's language, such as {@code newly failed}. */
    public String label() {
        return label(LocaleProvider.getLocale());
    }

    /** The same in another language. */
    public abstract String label(Locale locale);

    /** What a parameter of a URL means; null for any other text and for null. */
    public static Change ofParameter(String text) {
        return Stream.of(values())
                .filter(change -> change.parameter.equals(text))
                .findFirst()
                .orElse(null);
    }
}
