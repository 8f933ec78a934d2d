package io.jenkins.plugins.synchronization.engine.run;

/**
 * What went wrong with a task: "task-error" of the API's page. All text is untrusted, and every part may be null.
 *
 * @param errorCode the code, such as {@code TAE_BRG_1000}
 * @param message one sentence
 * @param details more of it
 * @param bridgeExitCode the connector's exit code as an unsigned 32-bit number, as the API sends it
 * @param system the system that failed
 * @param phase the phase in which it failed; free text, not a {@link JobPhase}
 * @param category the category
 * @param descriptionKey the key of the description
 * @param description what it means
 * @param kbArticleLink a page about it: only an {@code http} or {@code https} address, else null
 * @param canUserFix whether the user can fix it
 */
public record TaskError(
        String errorCode,
        String message,
        String details,
        Long bridgeExitCode,
        String system,
        String phase,
        String category,
        String descriptionKey,
        String description,
        String kbArticleLink,
        Boolean canUserFix) {

    /** This error with its texts cut; an address that is too long is left out, since it would lead elsewhere. */
    TaskError withTextsUpTo(int length) {
        return new TaskError(
                Sanitizer.cut(errorCode, length),
                Sanitizer.cut(message, length),
                Sanitizer.cut(details, length),
                bridgeExitCode,
                Sanitizer.cut(system, length),
                Sanitizer.cut(phase, length),
                Sanitizer.cut(category, length),
                Sanitizer.cut(descriptionKey, length),
                Sanitizer.cut(description, length),
                kbArticleLink == null || kbArticleLink.length() > length ? null : kbArticleLink,
                canUserFix);
    }
}
