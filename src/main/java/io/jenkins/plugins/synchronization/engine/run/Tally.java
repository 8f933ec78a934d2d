package io.jenkins.plugins.synchronization.engine.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How many jobs or tasks have which state, result or connector. At most {@value #DISTINCT} different names are counted
 * apart, so that hostile bodies cannot fill the memory; what comes after is counted in {@link #others()}. A name that did not
 * come is counted under the absent term. Small: thousands of waits keep one each.
 *
 * @param <E> the list of known names
 */
public final class Tally<E extends Enum<E> & ApiTerm> {

    /** How many different names are counted apart. */
    public static final int DISTINCT = 64;

    private final List<Term<E>> terms;
    private final int[] counts;
    private final int others;

    private Tally(List<Term<E>> terms, int[] counts, int others) {
        this.terms = terms;
        this.counts = counts;
        this.others = others;
    }

    /** How many have this known name. */
    public int of(E name) {
        return of(Term.of(name));
    }

    private int of(Term<E> term) {
        int place = terms.indexOf(term);
        return place < 0 ? 0 : counts[place];
    }

    /** The counts by name, in the order in which the names first came; unmodifiable, no zeros. */
    public Map<Term<E>, Integer> counts() {
        Map<Term<E>, Integer> byTerm = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            byTerm.put(terms.get(i), counts[i]);
        }
        return Collections.unmodifiableMap(byTerm);
    }

    /** How many had a name beyond the first {@value #DISTINCT} different ones. */
    public int others() {
        return others;
    }

    /** How many were counted in all. */
    public int total() {
        return others + IntStream.of(counts).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally<?> tally && others == tally.others && counts().equals(tally.counts());
    }

    @Override
    public int hashCode() {
        return counts().hashCode() + others;
    }

    @Override
    public String toString() {
        return counts() + (others > 0 ? " and " + others + " others" : "");
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
            for (int i = 0; i < distinct; i++) {
                byTerm.merge(Term.of(list, names[i]), counts[i], Integer::sum);
            }
            int[] merged = byTerm.values().stream().mapToInt(Integer::intValue).toArray();
            return new Tally<>(List.copyOf(byTerm.keySet()), merged, others);
        }
    }
}
