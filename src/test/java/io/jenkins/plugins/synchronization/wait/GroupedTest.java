package io.jenkins.plugins.synchronization.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waits by build. */
class GroupedTest {

    @Test
    void theMembersOfAGroupAreFoundWithoutALookAtOthers() {
        AtomicInteger looks = new AtomicInteger();
        record Member(String name, AtomicInteger looks) {
            @Override
            public boolean equals(Object other) {
                looks.incrementAndGet();
                return other instanceof Member member && member.name.equals(name);
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        Grouped<Integer, Member> grouped = new Grouped<>();
        for (int i = 0; i < 10_000; i++) {
            grouped.add(i, new Member("a", looks));
        }
        grouped.add(5, new Member("b", looks));

        assertThat(grouped.of(5)).extracting(Member::name).containsExactlyInAnyOrder("a", "b");
        assertThat(grouped.of(-1)).isEmpty();
        assertThat(grouped.all()).hasSize(10_001);
        assertThat(looks.get()).isLessThan(10);
    }

    @Test
    void nothingIsLeftOfAGroupWhoseMembersWereRemoved() {
        Grouped<String, Integer> grouped = new Grouped<>();
        grouped.add("build", 1);
        grouped.add("build", 2);

        grouped.remove("build", 1);
        assertThat(grouped.of("build")).containsExactly(2);
        grouped.remove("build", 2);
        grouped.remove("build", 2);

        assertThat(grouped.isEmpty()).isTrue();
    }

    @Test
    void whatSeveralThreadsAddAndRemoveAtOnceIsNeitherLostNorLeft() {
        Grouped<Integer, Integer> grouped = new Grouped<>();
        IntStream.range(0, 10_000).parallel().forEach(i -> {
            grouped.add(i % 3, i);
            grouped.add(i % 3, -i - 1);
            grouped.remove(i % 3, i);
        });

        assertThat(grouped.all()).hasSize(10_000).allMatch(i -> i < 0);
    }
}
