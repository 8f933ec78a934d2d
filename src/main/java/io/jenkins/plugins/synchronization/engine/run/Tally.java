package io.jenkins.plugins.synchronization.engine.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many jobs or tasks have which state, result or connector. At most {@value #DISTINCT} different names are counted
 * apart, so that hostile bodies cannot fill the memory; what comes after is counted in {@link #others()}.
 *
 * @param <E> the list of known names
 */
public final class Tally<E extends Enum<E> & ApiTerm> {

    /** How many different names are counted apart. */
    public static final int DISTINCT = 64;

    private final Class<E> list;
    private final Map<Term<E>, Integer> counts;
    private final int others;
    private final int total;

    private Tally(Class<E> list, Map<Term<E>, Integer> counts, int others, int total) {
        this.list = list;
        this.counts = counts;
        this.others = others;
        this.total = total;
    }

    /** A tally of nothing. */
    public static <E extends Enum<E> & ApiTerm> Tally<E> none(Class<E> list) {
        return new Tally<>(list, Map.of(), 0, 0);
    }

    /** How many have this known name. */
    public int of(E name) {
        return counts.getOrDefault(Term.of(name), 0);
    }

    /** How many came without a name. */
    public int absent() {
        return counts.getOrDefault(Term.absent(list), 0);
    }

    /** The counts by name, in the order in which the names first came; unmodifiable, no zeros. */
    public Map<Term<E>, Integer> counts() {
        return counts;
    }

    /** How many had a name beyond the first {@value #DISTINCT} different ones. */
    public int others() {
        return others;
    }

    /** How many were counted in all. */
    public int total() {
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally<?> tally
                && list == tally.list
                && others == tally.others
                && counts.equals(tally.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode() + others;
    }

    @Override
    public String toString() {
        return counts + (others > 0 ? " and " + others + " others" : "");
    }

    /**
     * Counts up. Names are looked up by their characters in the parser's buffer, so that counting 100,000 tasks makes
     * no object for each; there are few names and tasks of one result mostly follow each other.
     */
    static final class Counter<E extends Enum<E> & ApiTerm> {

        private final Class<E> list;
        private final String[] names = new String[DISTINCT];
        private final int[] counts = new int[DISTINCT];
        private int distinct;
        private int last;
        private int others;

        Counter(Class<E> list) {
            this.list = list;
        }

        void add(char[] buffer, int offset, int length) {
            for (int tried = 0; tried < distinct; tried++) {
                if (matches(names[last], buffer, offset, length)) {
                    counts[last]++;
                    return;
                }
                last = last + 1 < distinct ? last + 1 : 0;
            }
            addNew(() -> new String(buffer, offset, length));
        }

        void add(Term<E> term) {
            String name = term.text();
            for (int tried = 0; tried < distinct; tried++) {
                if (names[last].equals(name)) {
                    counts[last]++;
                    return;
                }
                last = last + 1 < distinct ? last + 1 : 0;
            }
            addNew(() -> name);
        }

        private void addNew(Supplier<String> name) {
            if (distinct == DISTINCT) {
                others++;
                return;
            }
            names[distinct] = name.get();
            counts[distinct] = 1;
            last = distinct++;
        }

        private static boolean matches(String name, char[] buffer, int offset, int length) {
            if (name.length() != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (name.charAt(i) != buffer[offset + i]) {
                    return false;
                }
            }
            return true;
        }

        Tally<E> tally() {
            Map<Term<E>, Integer> byTerm = new LinkedHashMap<>();
            int total = others;
            for (int i = 0; i < distinct; i++) {
                byTerm.merge(Term.of(list, names[i]), counts[i], Integer::sum);
                total += counts[i];
            }
            return new Tally<>(list, Collections.unmodifiableMap(byTerm), others, total);
        }
    }
}
