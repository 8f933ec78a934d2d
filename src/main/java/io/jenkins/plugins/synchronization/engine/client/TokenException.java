package io.jenkins.plugins.synchronization.engine.client;

/** No token could be had. */
public final class TokenException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient ApiFailure failure;

    /** Takes why, of one of the kinds that begin with {@code TOKEN}, not null. */
    public TokenException(ApiFailure failure) {
        super(failure.kind() + " " + failure.status());
        this.failure = failure;
    }

    /** What the token endpoint said, of one of the kinds that begin with {@code TOKEN}; never null. */
    public ApiFailure failure() {
        return failure;
    }
}
