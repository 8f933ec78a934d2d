package io.jenkins.plugins.synchronization.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts of the runs and waits of a build that have ended: of several attempts for a connection under one name, such as
 * those of a {@code retry}, only the one whose step began last.
 *
 * @param runs the runs that count, in the order in which they ended
 * @param withoutResult the waits that count, in the order in which they ended
 */
public record LastAttempts(
        @NonNull List<RunRecord> runs, @NonNull List<EndedWait> withoutResult) {

    /** What attempts have in common. */
    private record Subject(
            @CheckForNull String connection, @CheckForNull String label) {

        private static Subject of(RunRecord run) {
            return new Subject(run.getConnectionId(), run.getLabel());
        }

        private static Subject of(EndedWait wait) {
            return new Subject(wait.getConnectionId(), wait.getLabel());
        }
    }

    /** Selects from what a build stores. */
    public static LastAttempts of(SynchronizationAction stored) {
        Map<Subject, Long> last = new HashMap<>();
        stored.getRuns().forEach(run -> last.merge(Subject.of(run), RunReference.number(run.getKey()), Math::max));
        stored.getEndedWaits()
                .forEach(wait -> last.merge(Subject.of(wait), RunReference.number(wait.getKey()), Math::max));
        return new LastAttempts(
                stored.getRuns().stream()
                        .filter(run -> last.get(Subject.of(run)) == RunReference.number(run.getKey()))
                        .toList(),
                stored.getEndedWaits().stream()
                        .filter(wait -> last.get(Subject.of(wait)) == RunReference.number(wait.getKey()))
                        .toList());
    }
}
