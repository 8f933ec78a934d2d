package io.jenkins.plugins.synchronization.page;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.RunSource;
import io.jenkins.plugins.synchronization.engine.report.TaskCsv;
import io.jenkins.plugins.synchronization.engine.run.NotARunException;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.recording.BuildReport;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerResponse2;

/** Sends what is made from a stored body as a file, while the body is read. */
record RunDownload(Run<?, ?> build, RunRecord run, StaplerResponse2 response) {

    private static final String NO_SNIFFING = "X-Content-Type-Options";

    private interface Writer {
        void write(RunSource body, OutputStream to) throws IOException;
    }

    void html() throws IOException {
        HtmlReport report = HtmlReport.of(BuildReport.options(build, run, LocaleProvider.getLocale()));
        send("text/html;charset=UTF-8", "html", report::write);
    }

    void json() throws IOException {
        send("application/json", "json", (source, to) -> {
            try (InputStream body = source.open()) {
                body.transferTo(to);
            }
        });
    }

    void csv() throws IOException {
        send("text/csv;charset=UTF-8", "csv", TaskCsv::write);
    }

    private void send(String type, String extension, Writer writer) throws IOException {
        try {
            BodyStore.of(build).open(run.getKey()).close();
            response.setContentType(type);
            response.setHeader(NO_SNIFFING, "nosniff");
            response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName(extension) + "\"");
            OutputStream to = response.getOutputStream();
            BodyStore store = BodyStore.of(build);
            RunSource source = () -> store.open(run.getKey());
            writer.write(source.withNames(store.fileNames(run.getKey())), to);
            to.flush();
        } catch (NoSuchFileException missing) {
            throw HttpResponses.errorWithoutStack(
                    HttpServletResponse.SC_NOT_FOUND, BodyStore.of(build).whyMissing(run));
        } catch (ZipException | EOFException | NotARunException damaged) {
            if (response.isCommitted()) {
                throw damaged;
            }
            response.reset();
            response.setHeader(NO_SNIFFING, "nosniff");
            throw HttpResponses.errorWithoutStack(
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR, Messages.StoredDetails_Damaged());
        }
    }

    /** Only of letters that need no quoting: neither the job's name nor the API has a say in it. */
    private String fileName(String extension) {
        return "synchronization-" + build.getNumber() + "-" + run.getKey() + "." + extension;
    }
}
