package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.run.ReasonText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes why a file cannot be read or written; Java's own messages are often only its path. */
final class FileProblem {

    private FileProblem() {}

    /** A few words. */
    static String of(IOException problem) {
        return text(problem).toString();
    }

    /** The same in each language; the words of the operating system are in its own. */
    static ReasonText text(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return new ReasonText("file.missing");
        }
        if (problem instanceof AccessDeniedException) {
            return new ReasonText("file.denied");
        }
        if (problem instanceof NotDirectoryException) {
            return new ReasonText("file.notFolder");
        }
        if (problem instanceof FileAlreadyExistsException) {
            return new ReasonText("file.exists");
        }
        String reason = problem instanceof FileSystemException system ? system.getReason() : problem.getMessage();
        return ReasonText.of(reason == null ? problem.getClass().getSimpleName() : reason);
    }
}
