package io.jenkins.plugins.synchronization.wait;

import java.util.Collection;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;

/** Why a build was aborted. */
public final class CauseText {

    private static final Logger LOGGER = Logger.getLogger(CauseText.class.getName());

    private CauseText() {}

    /** The causes on one line; without those whose plugin cannot describe them, which must not keep a wait from ending. */
    public static String of(Collection<CauseOfInterruption> causes) {
        return causes.stream().map(CauseText::of).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    private static String of(CauseOfInterruption cause) {
        try {
            return cause.getShortDescription();
        } catch (Throwable broken) {
            LOGGER.log(Level.WARNING, "A cause of an abort cannot be described", broken);
            return null;
        }
    }
}
