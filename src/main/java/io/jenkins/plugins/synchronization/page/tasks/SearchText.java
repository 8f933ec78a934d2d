package io.jenkins.plugins.synchronization.page.tasks;

import io.jenkins.plugins.synchronization.engine.run.FileName;
import io.jenkins.plugins.synchronization.engine.run.SynchronizationReport;
import io.jenkins.plugins.synchronization.engine.run.Task;
import io.jenkins.plugins.synchronization.engine.run.TaskError;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What somebody searches tasks for: each word has to be in the file's name, path or ID, the id, the code or another text of the error or
 * report, in any letter case. From the {@value #MOST_WORDS}th word on, all is one phrase: each word costs a look at all
 * texts.
 */
final class SearchText {

    private static final int MOST_WORDS = 8;

    /** Few errors come again and again; different ones, each with long texts, must not fill the memory. */
    private static final int MOST_REMEMBERED = 256;

    private final String[] words;
    private final Map<TaskError, boolean[]> remembered = new IdentityHashMap<>();

    /** Takes words separated by spaces; none, or null, are in every task. */
    SearchText(String text) {
        words = text == null || text.isBlank() ? new String[0] : text.strip().split("\\s+", MOST_WORDS);
    }

    /** Whether every word is in the task. */
    boolean isIn(Task task) {
        if (words.length == 0) {
            return true;
        }
        boolean[] inError = inError(task.error());
        SynchronizationReport report = task.report();
        for (int i = 0; i < words.length; i++) {
            boolean found = inError != null && inError[i]
                    || contains(task.sourceFileId(), words[i])
                    || contains(task.file(), words[i])
                    || contains(task.id(), words[i])
                    || report != null && contains(report.message(), words[i]);
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(FileName file, String word) {
        return file != null && (contains(file.name(), word) || contains(file.relativePath(), word));
    }

    private boolean[] inError(TaskError error) {
        if (error == null) {
            return null;
        }
        boolean[] found = remembered.get(error);
        if (found == null) {
            found = new boolean[words.length];
            for (int i = 0; i < words.length; i++) {
                found[i] = contains(error.errorCode(), words[i])
                        || contains(error.message(), words[i])
                        || contains(error.description(), words[i])
                        || contains(error.details(), words[i]);
            }
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(error, found);
            }
        }
        return found;
    }

    private static boolean contains(String text, String word) {
        if (text == null) {
            return false;
        }
        char first = word.charAt(0);
        char lowerFirst = Character.toLowerCase(first);
        char upperFirst = Character.toUpperCase(first);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            char c = text.charAt(i);
            if ((c == first || c == lowerFirst || c == upperFirst)
                    && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
