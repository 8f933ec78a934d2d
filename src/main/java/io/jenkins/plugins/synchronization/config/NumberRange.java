package io.jenkins.plugins.synchronization.config;

import hudson.Util;
import hudson.util.FormValidation;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The numbers that a setting may have. Public for the pages only.
 *
 * @param least the smallest of them
 * @param most the largest
 * @param usual the default
 */
@Restricted(NoExternalUse.class)
public record NumberRange(int least, int most, int usual) {

    static final NumberRange REQUESTS_PER_MINUTE = new NumberRange(1, 1_000_000, 500);
    static final NumberRange REQUESTS_PER_HOUR = new NumberRange(1, 1_000_000, 5_000);
    static final NumberRange MIN_INTERVAL_SECONDS = new NumberRange(1, 3_600, 2);
    static final NumberRange MAX_INTERVAL_SECONDS = new NumberRange(1, 3_600, 60);
    static final NumberRange TIMEOUT_MINUTES = new NumberRange(1, 525_600, 1_440);
    static final NumberRange RETENTION_DAYS = new NumberRange(0, 36_500, 0);
    static final NumberRange BODY_MEGABYTES = new NumberRange(1, 2_048, 100);

    /** This range without what is less than a number; {@link #most} stays in it. */
    NumberRange from(int value) {
        return new NumberRange(Math.min(Math.max(least, value), most), most, usual);
    }

    boolean has(int value) {
        return value >= least && value <= most;
    }

    /** Whether a text is one of the numbers, in decimal digits. */
    boolean has(String text) {
        try {
            return has(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /** A number, or the usual one if it is out of the range. */
    int orUsual(int value) {
        return has(value) ? value : usual;
    }

    /** What to say of something that is not in it. */
    String refusal() {
        return Messages.NumberRange_Refusal(least, most);
    }

    /** Checks what is in a field of administrators; nothing is fine and means the usual number. Others learn nothing. */
    FormValidation checkForAdministrator(String text) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        String number = Util.fixEmptyAndTrim(text);
        if (number == null) {
            return FormValidation.ok(Messages.NumberRange_Usual(usual));
        }
        return has(number) ? FormValidation.ok() : FormValidation.error(Messages.NumberRange_Error(least, most));
    }
}
