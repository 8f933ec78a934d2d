package io.jenkins.plugins.synchronization.engine.run;

/**
 * Why a run as a whole went wrong: "Run error details" of the API's page.
 *
 * @param errorKey the key of the error, such as {@code UserNotAuthenticated}, or null
 * @param description more about it, untrusted text, or null
 */
public record RunError(String errorKey, String description) {}
