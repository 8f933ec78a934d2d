package io.jenkins.plugins.synchronization.simulator.script;

/**
 * The error of a task, with the fields of the API's {@code task-error}. Null fields are left out.
 *
 * @param errorCode the code, such as {@code TAE_BRG_1000}
 * @param message what happened
 * @param details more of it
 * @param bridgeExitCode the connector's exit code as an unsigned 32-bit number
 * @param system where it happened
 * @param phase what was being done
 * @param category the category
 * @param descriptionKey the key of the description
 * @param description the description
 * @param kbArticleLink the link to the knowledge base; may be empty
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
        Boolean canUserFix) {}
