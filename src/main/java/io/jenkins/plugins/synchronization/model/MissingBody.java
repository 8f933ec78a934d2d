package io.jenkins.plugins.synchronization.model;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.text.DateFormat;
import java.time.Instant;
import java.util.Date;
import org.jvnet.localizer.LocaleProvider;

/** Why a build has no body of a run. The names are kept in builds. */
public enum MissingBody {
    /** It is larger than the administrator allows. */
    TOO_LARGE,

    /** It could not be written; the system log says why. */
    NOT_WRITTEN;

    /** Says in the reader's language why there is no body of a run, to be called where there is none. */
    static String explain(Run<?, ?> build, RunRecord run) {
        if (TOO_LARGE.name().equals(run.getWhyNoBody())) {
            return Messages.MissingBody_TooLarge(BodyLimits.mebibytes(run.getBodyBytes()));
        }
        if (!run.isBodyStored()) {
            return Messages.MissingBody_NotWritten();
        }
        Instant removed = BodyStore.of(build).removedAt(run.getKey());
        return removed == null
                ? Messages.MissingBody_Gone()
                : Messages.MissingBody_Removed(DateFormat.getDateInstance(DateFormat.LONG, LocaleProvider.getLocale())
                        .format(Date.from(removed)));
    }
}
