package io.jenkins.plugins.synchronization.step;

import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.FailedTask;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.model.TaskCounts;
import io.jenkins.plugins.synchronization.recording.RecordedRun;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the step returns: a small copy of how the run ended, which sandboxed scripts may read. Texts may be null. */
public final class SynchronizationResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String connectionType;
    private final String connectionId;
    private final String runId;
    private final String server;
    private final String phase;
    private final String state;
    private final String result;
    private final String outcome;
    private final String start;
    private final String end;
    private final Long durationMillis;
    private final TaskCounts tasks;
    private final Changes changes;
    private final Problem error;
    private final String reportUrl;
    private final String summary;

    @SuppressWarnings("serial") // always an ArrayList
    private final List<FailedTask> failedTasks;

    SynchronizationResult(RecordedRun recorded) {
        RunRecord run = recorded.run();
        connectionType = run.getConnectionType();
        connectionId = run.getConnectionId();
        runId = run.getRunId();
        server = run.getServer();
        phase = run.getPhase();
        state = run.getState();
        result = run.getResult();
        outcome = run.getOutcome();
        start = time(run.getStartMillis());
        end = time(run.getEndMillis());
        durationMillis = run.getDurationMillis();
        tasks = run.getTasks();
        changes = new Changes(run.getChanges());
        error = run.getErrorKey() == null && run.getErrorDescription() == null
                ? null
                : new Problem(run.getErrorKey(), run.getErrorDescription());
        reportUrl = run.getReportUrl();
        summary = run.summaryLine();
        failedTasks = new ArrayList<>(recorded.tasks());
    }

    private static String time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** {@code manifest} or {@code storage}. */
    @Whitelisted
    public String getConnectionType() {
        return connectionType;
    }

    @Whitelisted
    public String getConnectionId() {
        return connectionId;
    }

    @Whitelisted
    public String getRunId() {
        return runId;
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    /** The phase that the run was in at its end, in the API's words. */
    @Whitelisted
    public String getPhase() {
        return phase;
    }

    /** The run's state, in the API's words: {@code Completed}. */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** The run's result, in the API's words, such as {@code PartialSuccess}. */
    @Whitelisted
    public String getResult() {
        return result;
    }

    /** What that means for the build: a result of Jenkins, such as {@code UNSTABLE}. */
    @Whitelisted
    public String getOutcome() {
        return outcome;
    }

    /** When the run started, as ISO 8601 in UTC. */
    @Whitelisted
    public String getStart() {
        return start;
    }

    /** When the run ended, as ISO 8601 in UTC. */
    @Whitelisted
    public String getEnd() {
        return end;
    }

    /** How long the run took, in milliseconds. */
    @Whitelisted
    public Long getDurationMillis() {
        return durationMillis;
    }

    @Whitelisted
    public TaskCounts getTasks() {
        return tasks;
    }

    /** What changed since the last run of the connection. */
    @Whitelisted
    public Changes getChanges() {
        // A build that went on since before there were any has none.
        return changes == null ? new Changes(null) : changes;
    }

    /** The run's own error, or null. */
    @Whitelisted
    public Problem getError() {
        return error;
    }

    /** Where the report is: an absolute URL, or a path where Jenkins does not know its own. */
    @Whitelisted
    public String getReportUrl() {
        return reportUrl;
    }

    /** The first failed tasks, at most 100: as many as {@link TaskCounts#getFailed} counts, if these are no more. */
    @Whitelisted
    public List<FailedTask> getFailedTasks() {
        return new ArrayList<>(failedTasks);
    }

    /** One line, fit for a chat message or a mail. */
    @Whitelisted
    public String getSummary() {
        return summary;
    }

    /** The same as {@link #getSummary}. */
    @Override
    @Whitelisted
    public String toString() {
        return summary;
    }

    /**
     * Jenkins finds it by its name. The result is for the script, so it is part of {@code program.dat}; an exception that
     * carries it is also written to {@code build.xml} and several times to the files of a Pipeline's steps, without it.
     */
    @Restricted(NoExternalUse.class)
    public static final class ConverterImpl implements Converter {

        @Override
        public boolean canConvert(Class type) {
            return type == SynchronizationResult.class;
        }

        @Override
        public void marshal(Object result, HierarchicalStreamWriter writer, MarshallingContext context) {}

        @Override
        public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            return null;
        }
    }

    /**
     * How many files changed since the last run of the same connection that an earlier build of the job waited for. All
     * are 0 where there is nothing to compare with.
     */
    public static final class Changes implements Serializable {

        private static final long serialVersionUID = 1L;

        private final int newlyFailed;
        private final int stillFailing;
        private final int fixed;
        private final Integer comparedWithBuild;

        Changes(ChangeCounts counts) {
            newlyFailed = counts == null ? 0 : counts.getNewlyFailed();
            stillFailing = counts == null ? 0 : counts.getStillFailing();
            fixed = counts == null ? 0 : counts.getFixed();
            comparedWithBuild = counts == null ? null : counts.getComparedWithBuild();
        }

        /** Files that failed and had not before. */
        @Whitelisted
        public int getNewlyFailed() {
            return newlyFailed;
        }

        /** Files that failed and had failed before. */
        @Whitelisted
        public int getStillFailing() {
            return stillFailing;
        }

        /** Files that succeeded and had failed before. */
        @Whitelisted
        public int getFixed() {
            return fixed;
        }

        /** The number of the build that waited for the run before, or null if there is nothing to compare with. */
        @Whitelisted
        public Integer getComparedWithBuild() {
            return comparedWithBuild;
        }
    }

    /** The run's own error. */
    public static final class Problem implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final String description;

        Problem(String key, String description) {
            this.key = key;
            this.description = description;
        }

        /** The API's key of the error, or null. */
        @Whitelisted
        public String getKey() {
            return key;
        }

        /** More about it, or null. */
        @Whitelisted
        public String getDescription() {
            return description;
        }

        /** Description, or key. */
        @Override
        @Whitelisted
        public String toString() {
            return description == null ? key : description;
        }
    }
}
