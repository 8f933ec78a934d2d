package io.jenkins.plugins.synchronization.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that come again and again, such as results and errors: written once, then by number. Bounded, so that hostile
 * runs cannot fill the memory; what comes when it is full is written each time.
 *
 * @param <T> with {@code equals}
 */
final class Repeats<T> {

    private static final int MOST = 4096;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int NEW = 0;
    private static final int NEW_AND_KEPT = 1;
    private static final int FIRST_KEPT = 2;

    /** Writes a value as a whole. */
    interface Writer<T> {
        /** Writes it, and returns about how many characters it has. */
        int write(T value) throws IOException;
    }

    /** Reads a value. */
    interface Reader<T> {
        /** Reads what the writer wrote. */
        T read() throws IOException;
    }

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();
    private int characters;

    void write(T value, PackedOutput out, Writer<T> writer) throws IOException {
        Integer number = numbers.get(value);
        if (number != null) {
            out.number(number + FIRST_KEPT);
            return;
        }
        boolean keep = numbers.size() < MOST && characters < MOST_CHARACTERS;
        out.number(keep ? NEW_AND_KEPT : NEW);
        int written = writer.write(value);
        if (keep) {
            characters += written;
            numbers.put(value, numbers.size());
        }
    }

    T read(PackedInput in, Reader<T> reader) throws IOException {
        int number = in.number(values.size() - 1 + FIRST_KEPT);
        if (number >= FIRST_KEPT) {
            return values.get(number - FIRST_KEPT);
        }
        T value = reader.read();
        if (number == NEW_AND_KEPT) {
            if (values.size() == MOST) {
                throw new DamagedIndexException("more to keep than there may be");
            }
            values.add(value);
        }
        return value;
    }
}
