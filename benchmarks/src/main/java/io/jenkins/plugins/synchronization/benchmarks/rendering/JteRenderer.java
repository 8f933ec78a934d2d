package io.jenkins.plugins.synchronization.benchmarks.rendering;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import io.jenkins.plugins.synchronization.engine.report.templates.JtetaskrowGenerated;
import java.io.IOException;
import java.io.OutputStream;

/** The report's own template. */
final class JteRenderer implements Renderer {

    @Override
    public void render(Rows rows, OutputStream to) throws IOException {
        Utf8ByteOutput bytes = new Utf8ByteOutput();
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(bytes);
        for (TaskView task : rows.tasks()) {
            JtetaskrowGenerated.render(html, null, rows.words(), task, false);
        }
        bytes.writeTo(to);
    }
}
