package io.jenkins.plugins.synchronization.storage;

import java.io.IOException;

/** A task index that is not one, or of which a part is missing or changed. */
final class DamagedIndexException extends IOException {

    private static final long serialVersionUID = 1;

    /** Takes what was met, such as {@code an end too early}. */
    DamagedIndexException(String met) {
        super("The task index is damaged: " + met);
    }
}
