package io.jenkins.plugins.synchronization.engine.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Things that are written once and referred to by number, since runs with many tasks repeat their errors. It is bounded;
 * what does not fit is written where it occurs.
 */
final class Repeated<T> {

    private static final int LONGEST = 8192;

    private final Map<T, Integer> numbers = new LinkedHashMap<>();
    private final ToIntFunction<T> length;
    private final int mostThings;
    private final int mostCharacters;
    private int characters;

    /** Takes how many characters a thing has, and the most things and characters to keep. */
    Repeated(ToIntFunction<T> length, int mostThings, int mostCharacters) {
        this.length = length;
        this.mostThings = mostThings;
        this.mostCharacters = mostCharacters;
    }

    /** The number of a thing, from 0, or null if there is no room for it. */
    Integer number(T thing) {
        Integer number = numbers.get(thing);
        if (number != null || numbers.size() == mostThings) {
            return number;
        }
        int added = length.applyAsInt(thing);
        if (added > LONGEST || added > mostCharacters - characters) {
            return null;
        }
        characters += added;
        numbers.put(thing, numbers.size());
        return numbers.size() - 1;
    }

    /** All things in the order of their numbers. */
    Set<T> inOrder() {
        return numbers.keySet();
    }
}
