package io.jenkins.plugins.synchronization.engine.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many jobs or tasks have which state or result. Of names that the API's page does not list, at most
 * {@value #DISTINCT} different ones are counted apart, so that hostile bodies cannot fill the memory; what comes after is
 * counted in {@link #others()}. Small, since thousands of waits keep some.
 *
 * @param <E> the list of known names
 */
public final class Tally<E extends Enum<E> & ApiTerm> {

    /** How many different unknown names are counted apart. */
    public static final int DISTINCT = 64;

    private final List<Term<E>> terms;
    private final int[] counts;
    private final int others;

    private Tally(List<Term<E>> terms, int[] counts, int others) {
        this.terms = terms;
        this.counts = counts;
        this.others = others;
    }

    /** A tally of nothing. */
    public static <E extends Enum<E> & ApiTerm> Tally<E> none() {
        return new Tally<>(List.of(), new int[0], 0);
    }

    /** How many have this known name. */
    public int of(E name) {
        return of(Term.of(name));
    }

    /** How many have this name, known or not; with the absent term, how many came without a name. */
    public int of(Term<E> name) {
        int place = terms.indexOf(name);
        return place < 0 ? 0 : counts[place];
    }

    /**
     * The counts by name, in the order in which the names first came; unmodifiable, no zeros. Those without a name are
     * under the absent term.
     */
    public Map<Term<E>, Integer> counts() {
        Map<Term<E>, Integer> byTerm = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            byTerm.put(terms.get(i), counts[i]);
        }
        return Collections.unmodifiableMap(byTerm);
    }

    /** How many had an unknown name beyond the first {@value #DISTINCT} different ones. */
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
     * no object for each; there are few names, and tasks of one result mostly follow each other.
     */
    static final class Counter<E extends Enum<E> & ApiTerm> {

        private static final int SPELLINGS = 2 * DISTINCT;
        private static final int LONGEST_SPELLING = 100;

        private final Class<E> list;
        private final Map<Term<E>, int[]> counts = new LinkedHashMap<>();
        private final String[] spellings = new String[SPELLINGS];
        private final int[][] countOfSpelling = new int[SPELLINGS][];
        private final List<Term<E>> termOfSpelling = new ArrayList<>();
        private int known;
        private int last;
        private int unknownNames;
        private int others;

        Counter(Class<E> list) {
            this.list = list;
        }

        /** Counts a name unless it is blank; returns what was counted, or null. */
        Term<E> addIfNamed(char[] buffer, int offset, int length) {
            for (int tried = 0; tried < known; tried++) {
                if (matches(spellings[last], buffer, offset, length)) {
                    countOfSpelling[last][0]++;
                    return termOfSpelling.get(last);
                }
                last = last + 1 < known ? last + 1 : 0;
            }
            return addIfNamed(new String(buffer, offset, length));
        }

        /** Counts a name unless it is blank; returns what was counted, or null. */
        Term<E> addIfNamed(String name) {
            Term<E> term = Term.of(list, name);
            if (term.isAbsent()) {
                return null;
            }
            int[] count = add(term);
            if (count != null && known < SPELLINGS && name.length() <= LONGEST_SPELLING) {
                spellings[known] = name;
                countOfSpelling[known] = count;
                termOfSpelling.add(term);
                last = known++;
            }
            return term;
        }

        /** Counts a term, absent ones too; returns its count, or null where it is one of the others. */
        int[] add(Term<E> term) {
            int[] count = counts.get(term);
            if (count == null) {
                boolean unknown = term.known().isEmpty() && !term.isAbsent();
                if (unknown && unknownNames == DISTINCT) {
                    others++;
                    return null;
                }
                unknownNames += unknown ? 1 : 0;
                count = new int[1];
                counts.put(term, count);
            }
            count[0]++;
            return count;
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
            int[] inOrder = counts.values().stream().mapToInt(count -> count[0]).toArray();
            return new Tally<>(List.copyOf(counts.keySet()), inOrder, others);
        }
    }
}
