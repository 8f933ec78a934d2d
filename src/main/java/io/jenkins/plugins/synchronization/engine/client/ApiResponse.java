package io.jenkins.plugins.synchronization.engine.client;

/**
 * The response to an {@link ApiRequest}.
 *
 * @param <T> what is read from a good one
 */
public sealed interface ApiResponse<T> {

    /**
     * A good response.
     *
     * @param value what it says, never null
     */
    record Good<T>(T value) implements ApiResponse<T> {}

    /**
     * Any other, or none.
     *
     * @param failure why, never null
     */
    record Failed<T>(ApiFailure failure) implements ApiResponse<T> {}
}
