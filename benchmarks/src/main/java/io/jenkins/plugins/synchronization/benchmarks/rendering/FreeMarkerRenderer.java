package io.jenkins.plugins.synchronization.benchmarks.rendering;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same markup by FreeMarker, its template parsed beforehand, with its own escaping of HTML. */
final class FreeMarkerRenderer implements Renderer {

    private final Template template;

    FreeMarkerRenderer() throws IOException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(FreeMarkerRenderer.class, "/rendering");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        template = configuration.getTemplate("rows.ftlh");
    }

    @Override
    public void render(List<Row> rows, OutputStream to) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 14);
        try {
            template.process(Map.of("rows", rows), writer);
        } catch (TemplateException broken) {
            throw new IOException(broken);
        }
        writer.flush();
    }
}
