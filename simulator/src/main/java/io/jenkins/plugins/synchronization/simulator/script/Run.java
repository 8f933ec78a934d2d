package io.jenkins.plugins.synchronization.simulator.script;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run is scripted to do.
 *
 * @param kind the kind of its connection
 * @param connectionId the connection's id
 * @param id the run's own id
 * @param states its timeline until it is completed
 * @param result its result
 * @param error the fields of its error, or null
 * @param dates literal dates
 * @param unsetDates how unset dates are written
 * @param jobs its jobs; null where the body never has any
 */
public record Run(
        ConnectionKind kind,
        String connectionId,
        String id,
        List<Step> states,
        String result,
        Map<String, Object> error,
        FixedDates dates,
        UnsetDates unsetDates,
        List<Job> jobs) {

    private static final Set<String> BEFORE_WORK = Set.of("NotStarted", "Idle", "WaitingToExecute", "Queued");
    private static final int STREAMED_FROM_TASKS = 2000;

    /** Where a run is at one moment. */
    record Position(String state, String phase, boolean started, boolean completed) {}

    /** When the run is completed: run time. */
    public Duration end() {
        return states.stream().map(Step::lasts).reduce(Duration.ZERO, Duration::plus);
    }

    /** When its work begins, in run time: with the first state that is not one of waiting, else at the end. */
    public Duration start() {
        Duration time = Duration.ZERO;
        for (Step step : states) {
            if (!BEFORE_WORK.contains(step.state())) {
                return time;
            }
            time = time.plus(step.lasts());
        }
        return time;
    }

    /** When the last stretch of {@code Executing} ends, else the run: tasks without times are spread until then. */
    public Duration executed() {
        Duration time = Duration.ZERO;
        Duration executed = null;
        for (Step step : states) {
            time = time.plus(step.lasts());
            if (step.state().equals("Executing")) {
                executed = time;
            }
        }
        return executed == null ? time : executed;
    }

    Position at(Duration runTime) {
        String phase = null;
        Duration begins = Duration.ZERO;
        for (Step step : states) {
            phase = step.phase() == null ? phase : step.phase();
            Duration ends = begins.plus(step.lasts());
            if (runTime.compareTo(ends) < 0) {
                return new Position(step.state(), phase, runTime.compareTo(start()) >= 0, false);
            }
            begins = ends;
        }
        return new Position("Completed", phase, true, true);
    }

    public Run withId(String otherId) {
        return new Run(kind, connectionId, otherId, states, result, error, dates, unsetDates, jobs);
    }

    public Run on(ConnectionKind otherKind, String otherConnectionId) {
        return new Run(otherKind, otherConnectionId, id, states, result, error, dates, unsetDates, jobs);
    }

    /** The same run without literal dates, so that it is seen to begin when it does. */
    public Run byTheClock() {
        List<Job> itsJobs =
                jobs == null ? null : jobs.stream().map(Job::byTheClock).toList();
        return new Run(kind, connectionId, id, states, result, error, FixedDates.NONE, unsetDates, itsJobs);
    }

    /** The files of its tasks, each once, in the order in which the tasks are listed. */
    public Collection<SourceFile> files() {
        Map<String, SourceFile> files = new LinkedHashMap<>();
        for (Job job : jobs == null ? List.<Job>of() : jobs) {
            for (int i = 0; i < job.tasks().count(); i++) {
                Task task = job.tasks().task(i);
                files.putIfAbsent(task.fileId(), new SourceFile(task.fileId(), task.fileName(), job.connectorType()));
            }
        }
        return files.values();
    }

    /** Whether its response is too large to be built in memory. */
    public boolean large() {
        return jobs != null
                && jobs.stream().mapToLong(job -> job.tasks().count()).sum() >= STREAMED_FROM_TASKS;
    }

    public boolean completedAt(Duration runTime) {
        return runTime.compareTo(end()) >= 0;
    }

    public Run withJobs(List<Job> itsJobs) {
        return new Run(kind, connectionId, id, states, result, error, dates, unsetDates, List.copyOf(itsJobs));
    }
}
