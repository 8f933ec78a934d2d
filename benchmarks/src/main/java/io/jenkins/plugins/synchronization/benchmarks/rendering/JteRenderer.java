package io.jenkins.plugins.synchronization.benchmarks.rendering;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import io.jenkins.plugins.synchronization.benchmarks.rendering.templates.JterowGenerated;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JTE, precompiled, with the output that the report uses. */
public final class JteRenderer implements Renderer {

    @Override
    public void render(List<Row> rows, OutputStream to) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(new WriterOutput(text));
        for (Row row : rows) {
            JterowGenerated.render(html, null, row);
        }
        text.flush();
    }
}
