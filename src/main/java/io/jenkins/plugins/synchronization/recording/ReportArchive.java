package io.jenkins.plugins.synchronization.recording;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.report.HtmlReport;
import io.jenkins.plugins.synchronization.engine.report.ReportOptions;
import io.jenkins.plugins.synchronization.engine.report.RunSource;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import io.jenkins.plugins.synchronization.storage.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;

/** Archives the report of a run as artifacts of the build: a page, and its style sheet beside it. */
final class ReportArchive {

    /** The folder among the build's artifacts; in it a folder for each key. */
    static final String FOLDER = "synchronization-report";

    /** The page in that folder. */
    static final String PAGE = "synchronization-report.html";

    private static final Logger LOGGER = Logger.getLogger(ReportArchive.class.getName());

    private ReportArchive() {}

    /** Archives the report; a failure is noted in the log. The body is not closed. */
    static void archive(Run<?, ?> build, TaskListener log, RunRecord run, RunBody body) {
        try {
            Path directory = TemporaryFolder.newFolder("report");
            try {
                write(build, run, body, directory);
                archive(build, log, run.getKey(), directory);
            } finally {
                Util.deleteRecursive(directory.toFile());
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot archive a report of " + build);
            log.getLogger()
                    .println(Messages.ReportArchive_NotArchived(e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.getLogger()
                    .println(Messages.ReportArchive_NotArchived(e.getClass().getSimpleName()));
        }
    }

    private static void write(Run<?, ?> build, RunRecord run, RunBody body, Path directory) throws IOException {
        ReportOptions options =
                BuildReport.options(build, run, Locale.getDefault()).withLinkedStyle();
        try (OutputStream out = Files.newOutputStream(directory.resolve(PAGE))) {
            RunSource source = body::open;
            HtmlReport.of(options).write(source.withNames(BodyStore.of(build).fileNames(run.getKey())), out);
        }
        Files.write(directory.resolve(HtmlReport.STYLE_SHEET_NAME), HtmlReport.styleSheet());
    }

    private static void archive(Run<?, ?> build, TaskListener log, String key, Path directory)
            throws IOException, InterruptedException {
        FilePath workspace = new FilePath(directory.toFile());
        String folder = FOLDER + "/" + key + "/";
        ArtifactManager manager = build.pickArtifactManager();
        manager.archive(
                workspace,
                new Launcher.LocalLauncher(log),
                BuildListenerAdapter.wrap(log),
                Map.of(folder + PAGE, PAGE, folder + HtmlReport.STYLE_SHEET_NAME, HtmlReport.STYLE_SHEET_NAME));
        if (wasDeleted(build)) {
            manager.delete();
            Files.deleteIfExists(build.getRootDir().toPath());
        }
    }

    /** Whether the build was deleted while it was archived: archiving then made its directory again, with nothing else in it. */
    private static boolean wasDeleted(Run<?, ?> build) {
        Path directory = build.getRootDir().toPath();
        return Stream.of("build.xml", "log").noneMatch(name -> Files.exists(directory.resolve(name)));
    }
}
