package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a long text consists of, it is cut where the slow reference cuts it, and what follows is read. */
class AnyLongTextTest {

    @Property(tries = 60)
    void longTextsAreCutAsTheReferenceDoes(
            @ForAll("beginnings") String before, @ForAll("rawTexts") String raw, @ForAll("pieces") int piece)
            throws IOException {
        String body = "{\"run\":{\"connectionId\":\"" + before + "\",\"error\":{\"description\":\"" + raw
                + "\",\"errorKey\":\"k\"},\"id\":\"" + raw + "\",\"state\":\"Queued\"}}";

        Run run = Reading.of(Trickle.of(body, piece)).summary().run();

        assertThat(run.error()).isEqualTo(new RunError("k", LongTexts.cut(raw)));
        assertThat(run.id()).isEqualTo(LongTexts.cut(raw));
        assertThat(run.state()).isEqualTo(Term.of(ExecutionState.QUEUED));
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 2, 3, 7, 511, 7999, 8000, 8192, 1_000_000);
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.integers().between(1, 8100).map("x"::repeat);
    }

    /** A random run of characters of every kind, so long that the limit lies in a second such run. */
    @Provide
    Arbitrary<String> rawTexts() {
        Arbitrary<String> some = Arbitraries.of(
                        "a",
                        "ü",
                        "€",
                        "😀",
                        "\\\\",
                        "\\\"",
                        "\\/",
                        "\\n",
                        "\\t",
                        "\\u0041",
                        "\\u005c",
                        "\\u0022",
                        "\\uD83D\\uDE00",
                        "{",
                        "}",
                        ",",
                        ":")
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(list -> String.join("", list));
        return Combinators.combine(some, some, Arbitraries.integers().between(-60, 60))
                .as((first, second, off) -> {
                    String filler = "b".repeat(RunReader.MAX_TEXT - 300 + off);
                    return first + filler + second.repeat(300 / second.length() + 2);
                });
    }
}
