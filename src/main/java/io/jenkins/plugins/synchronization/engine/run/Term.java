package io.jenkins.plugins.synchronization.engine.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A name that the API sent where its page has a list of names: a known one, one that the list does not have (kept as
 * it came, up to 1,000 characters), or none at all.
 *
 * <p>Known names are recognised in any letter case, and {@code Cancelled} is read as {@code Canceled}.
 *
 * @param <E> the list of known names
 */
public final class Term<E extends Enum<E> & ApiTerm> {

    private static final int MAX_UNKNOWN = 1000;
    private static final Map<Class<?>, Map<String, ?>> BY_TEXT = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Term<?>> ABSENT = new ConcurrentHashMap<>();

    private final E known;
    private final String text;

    private Term(E known, String text) {
        this.known = known;
        this.text = text;
    }

    /**
     * Reads a name.
     *
     * @param list the list of known names, not null
     * @param text the name as it came; null and blank mean that the API sent none
     * @return never null
     */
    public static <E extends Enum<E> & ApiTerm> Term<E> of(Class<E> list, String text) {
        if (text == null || text.isBlank()) {
            return absent(list);
        }
        Term<E> exact = index(list).get(text);
        if (exact != null) {
            return exact;
        }
        Term<E> folded = index(list).get(text.strip().toLowerCase(Locale.ROOT));
        return folded != null ? folded : new Term<>(null, Sanitizer.cut(text, MAX_UNKNOWN));
    }

    /** The term of a known name; never null. */
    public static <E extends Enum<E> & ApiTerm> Term<E> of(E known) {
        return index(known.getDeclaringClass()).get(known.text());
    }

    /** The term that stands for "the API sent no name"; never null. */
    @SuppressWarnings("unchecked")
    public static <E extends Enum<E> & ApiTerm> Term<E> absent(Class<E> list) {
        return (Term<E>) ABSENT.computeIfAbsent(list, any -> new Term<E>(null, ""));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Enum<E> & ApiTerm> Map<String, Term<E>> index(Class<E> list) {
        return (Map<String, Term<E>>) BY_TEXT.computeIfAbsent(list, any -> {
            Map<E, Term<E>> terms = new EnumMap<>(list);
            Map<String, Term<E>> byText = new HashMap<>();
            for (E known : list.getEnumConstants()) {
                Term<E> term = terms.computeIfAbsent(known, k -> new Term<>(k, k.text()));
                byText.put(known.text(), term);
                byText.put(known.text().toLowerCase(Locale.ROOT), term);
                if (known.text().equals(ExecutionResult.CANCELED.text())) {
                    byText.put("cancelled", term);
                }
            }
            return Map.copyOf(byText);
        });
    }

    /** The known name, or empty where the list does not have it or the API sent none. */
    public Optional<E> known() {
        return Optional.ofNullable(known);
    }

    /** The place of the known name in its list, or -1 where the list does not have it or the API sent none. */
    int ordinal() {
        return known == null ? -1 : known.ordinal();
    }

    /** Whether this is that known name. */
    public boolean is(E name) {
        return known == name;
    }

    /** Whether the API sent no name. */
    public boolean isAbsent() {
        return text.isEmpty();
    }

    /** The name: the API page's spelling of a known one, else as it came; empty if there was none; never null. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Term<?> term && known == term.known && text.equals(term.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The same as {@link #text()}. */
    @Override
    public String toString() {
        return text;
    }
}
