package io.jenkins.plugins.synchronization.engine.run;

import java.util.ArrayList;
import java.util.List;

/**
 * How many tasks have the same state and the same result. All names that the API's page does not list count as one name,
 * so a run has at most 90 of these, however hostile its data.
 *
 * @param state the state; {@code "?"} stands for all that are not on the API's page; never null
 * @param result the result; {@code "?"} stands for all that are not on the API's page; never null
 * @param count 1 or more
 */
public record TaskCount(Term<ExecutionState> state, Term<ExecutionResult> result, int count) {

    /** Counts tasks one by one, without making an object for any. For one thread. */
    static final class Counter {

        private static final String UNLISTED = "?";
        private static final int STATES = 2 + ExecutionState.values().length;
        private static final int RESULTS = 2 + ExecutionResult.values().length;

        private final int[] counts = new int[STATES * RESULTS];

        void add(Term<ExecutionState> state, Term<ExecutionResult> result) {
            counts[place(state) * RESULTS + place(result)]++;
        }

        List<TaskCount> counts() {
            List<TaskCount> found = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    found.add(new TaskCount(
                            term(ExecutionState.class, i / RESULTS),
                            term(ExecutionResult.class, i % RESULTS),
                            counts[i]));
                }
            }
            return List.copyOf(found);
        }

        private static int place(Term<?> term) {
            if (term.ordinal() >= 0) {
                return 2 + term.ordinal();
            }
            return term.isAbsent() ? 0 : 1;
        }

        private static <E extends Enum<E> & ApiTerm> Term<E> term(Class<E> list, int place) {
            return switch (place) {
                case 0 -> Term.absent(list);
                case 1 -> Term.of(list, UNLISTED);
                default -> Term.of(list.getEnumConstants()[place - 2]);
            };
        }
    }
}
