package io.jenkins.plugins.synchronization.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void aTextIsCodeOnOneLine() {
        assertThat(Markdown.code("<b>@all</b>\n# [x](http://evil)", 100))
                .isEqualTo("` <b>@all</b> # [x](http://evil) `");
    }

    @Test
    void backticksInATextCannotEndTheCode() {
        assertThat(Markdown.code("` @all ``", 100)).isEqualTo("``` ` @all `` ```");
    }

    @Test
    void noTextIsNoCode() {
        assertThat(Markdown.code(null, 100)).isEmpty();
        assertThat(Markdown.code(" \n", 100)).isEmpty();
    }
}
