package io.jenkins.plugins.synchronization.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What holds for every untrusted text. */
class AnyTextTest {

    @Property(tries = 300)
    void anyTextBecomesOneFitLineThatStaysAsItIs(
            @ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 50) int maxLength) {
        String line = Sanitizer.oneLine(text, maxLength);

        assertThat(line.length()).isLessThanOrEqualTo(maxLength);
        assertThat(line.codePoints().noneMatch(c -> Sanitizer.isUnfit(c) || (c != ' ' && Character.isWhitespace(c))))
                .isTrue();
        assertThat(Sanitizer.oneLine(line, maxLength)).isEqualTo(line);
    }
}
