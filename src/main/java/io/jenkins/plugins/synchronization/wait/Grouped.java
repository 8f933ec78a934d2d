package io.jenkins.plugins.synchronization.wait;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Objects by what they belong to, such as waits by build: those of one are found without a look at all others. Thread-safe.
 */
final class Grouped<K, V> {

    private final Map<K, Set<V>> groups = new ConcurrentHashMap<>();

    void add(K group, V member) {
        groups.compute(group, (any, members) -> {
            Set<V> some = members == null ? ConcurrentHashMap.newKeySet(1) : members;
            some.add(member);
            return some;
        });
    }

    void remove(K group, V member) {
        groups.computeIfPresent(group, (any, members) -> {
            members.remove(member);
            return members.isEmpty() ? null : members;
        });
    }

    /** In no order; what is added or removed meanwhile may be in it or not. */
    Stream<V> of(K group) {
        return groups.getOrDefault(group, Set.of()).stream();
    }

    /** Those of all groups, as {@link #of}. */
    Stream<V> all() {
        return groups.values().stream().flatMap(Set::stream);
    }

    void clear() {
        groups.clear();
    }

    /** Whether nothing is left, not even an empty group. */
    boolean isEmpty() {
        return groups.isEmpty();
    }
}
