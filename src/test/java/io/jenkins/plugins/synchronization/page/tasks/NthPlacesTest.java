package io.jenkins.plugins.synchronization.page.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NthPlacesTest {

    @Test
    void anyPlacesAreThoseOfTheSortedList() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int count = random.nextInt(200);
            int[] keys = random.ints(count, 0, 20).toArray();
            NthPlaces.Order order = (one, other) ->
                    keys[one] == keys[other] ? Integer.compare(one, other) : Integer.compare(keys[one], keys[other]);
            int from = random.nextInt(count + 1);
            int to = from + random.nextInt(count - from + 1);
            List<Integer> sorted =
                    IntStream.range(0, count).boxed().sorted(order::compare).toList();

            assertThat(NthPlaces.of(count, from, to, order))
                    .containsExactly(sorted.subList(from, to).toArray(Integer[]::new));
        }
    }

    @Test
    void namesAreInTheOrderThatPeopleExpect() {
        assertThat(Stream.of("file-10", "File-9", "file-009", "b", "", "A1b", "a1", "ä", "file-", "2", "10", "a01c")
                        .sorted(new NaturalOrder()))
                .containsExactly(
                        "", "2", "10", "a1", "A1b", "a01c", "b", "file-", "File-9", "file-009", "file-10", "ä");
    }

    @Test
    void theOrderOfNamesIsATotalOne() {
        Random random = new Random(3);
        String letters = "aAbB019-ß";
        List<String> names = Stream.generate(() -> random.ints(random.nextInt(5), 0, letters.length())
                        .mapToObj(i -> letters.substring(i, i + 1))
                        .reduce("", String::concat))
                .limit(60)
                .toList();
        NaturalOrder order = new NaturalOrder();
        for (String a : names) {
            for (String b : names) {
                assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
                for (String c : names) {
                    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
                        assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
    }
}
