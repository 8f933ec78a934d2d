package io.jenkins.plugins.synchronization.page.failures;

import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.util.Objects;

/** What the errors of several tasks have in common. */
final class CommonError {

    private CommonError() {}

    /** The parts that are equal; both may be null, and then the result is. */
    static TaskError of(TaskError one, TaskError other) {
        if (one == null || other == null) {
            return null;
        }
        return one.equals(other)
                ? one
                : new TaskError(
                        same(one.errorCode(), other.errorCode()),
                        same(one.message(), other.message()),
                        same(one.details(), other.details()),
                        same(one.bridgeExitCode(), other.bridgeExitCode()),
                        same(one.system(), other.system()),
                        same(one.phase(), other.phase()),
                        same(one.category(), other.category()),
                        same(one.descriptionKey(), other.descriptionKey()),
                        same(one.description(), other.description()),
                        same(one.kbArticleLink(), other.kbArticleLink()),
                        same(one.canUserFix(), other.canUserFix()));
    }

    private static <T> T same(T one, T other) {
        return Objects.equals(one, other) ? one : null;
    }
}
