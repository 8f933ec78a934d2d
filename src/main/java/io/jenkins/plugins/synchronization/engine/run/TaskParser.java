package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** Reads the objects that hang on a task. The parser is on the opening brace before and on the closing one after. */
final class TaskParser {

    private final JsonParser json;
    private final Fields fields;
    private final FileNames names;

    TaskParser(JsonParser json, Fields fields, FileNames names) {
        this.json = json;
        this.fields = fields;
        this.names = names;
    }

    Task task() throws IOException {
        String id = null;
        String sourceFileId = null;
        String storageFileId = null;
        Instant start = null;
        Instant end = null;
        long retryAttempts = 0;
        Term<ExecutionState> state = Term.absent(ExecutionState.class);
        Term<ExecutionResult> result = Term.absent(ExecutionResult.class);
        TaskError error = null;
        SynchronizationReport report = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = fields.filledText();
                case "sourceFileId" -> sourceFileId = fields.filledText();
                case "storageFileId" -> storageFileId = fields.filledText();
                case "startDateTime" -> start = fields.time();
                case "endDateTime" -> end = fields.time();
                case "retryAttempts" -> retryAttempts = fields.count();
                case "state" -> state = fields.term(state, ExecutionState.class);
                case "result" -> result = fields.term(result, ExecutionResult.class);
                case "error" -> error = fields.isObject() ? error() : null;
                case "details" -> report = fields.isObject() ? details() : null;
                default -> json.skipChildren();
            }
        }
        String fileId = sourceFileId != null ? sourceFileId : storageFileId;
        return new Task(
                id,
                fileId,
                names.get(fileId),
                start,
                end,
                (int) Math.min(retryAttempts, Integer.MAX_VALUE),
                state,
                result,
                error,
                report);
    }

    private TaskError error() throws IOException {
        String errorCode = null;
        String message = null;
        String details = null;
        Long bridgeExitCode = null;
        String system = null;
        String phase = null;
        String category = null;
        String descriptionKey = null;
        String description = null;
        String kbArticleLink = null;
        Boolean canUserFix = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "errorCode" -> errorCode = fields.filledText();
                case "message" -> message = fields.filledText();
                case "details" -> details = fields.filledText();
                case "bridgeExitCode" -> bridgeExitCode = fields.number();
                case "system" -> system = fields.filledText();
                case "phase" -> phase = fields.filledText();
                case "category" -> category = fields.filledText();
                case "descriptionKey" -> descriptionKey = fields.filledText();
                case "description" -> description = fields.filledText();
                case "kbArticleLink" -> kbArticleLink = webAddress(fields.filledText());
                case "canUserFix" -> canUserFix = fields.truth();
                default -> json.skipChildren();
            }
        }
        return new TaskError(
                errorCode,
                message,
                details,
                bridgeExitCode,
                system,
                phase,
                category,
                descriptionKey,
                description,
                kbArticleLink,
                canUserFix);
    }

    private SynchronizationReport details() throws IOException {
        SynchronizationReport report = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("synchronizationReport")) {
                report = fields.isObject() ? report() : null;
            } else {
                json.skipChildren();
            }
        }
        return report;
    }

    private SynchronizationReport report() throws IOException {
        Term<SuggestedAction> suggestedAction = Term.absent(SuggestedAction.class);
        String message = null;
        long errors = 0;
        long warnings = 0;
        long others = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "suggestedAction" -> suggestedAction = fields.term(suggestedAction, SuggestedAction.class);
                case "message" -> message = fields.filledText();
                case "totalErrorsCount" -> errors = fields.count();
                case "totalWarningsCount" -> warnings = fields.count();
                case "totalOtherIssuesCount" -> others = fields.count();
                default -> json.skipChildren();
            }
        }
        return new SynchronizationReport(suggestedAction, message, errors, warnings, others);
    }

    private static String webAddress(String text) {
        if (text == null || text.length() > 2048 || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return null;
        }
        String folded = text.toLowerCase(Locale.ROOT);
        return folded.startsWith("https://") || folded.startsWith("http://") ? text : null;
    }
}
