package io.jenkins.plugins.synchronization.page;

import hudson.model.Api;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.engine.report.page.Words;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.page.tasks.TaskTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;

/** The page of one run, for one request: what its views show, and its downloads. */
@Restricted(NoExternalUse.class)
public final class RunPage implements ModelObject {

    private final Run<?, ?> build;
    private final RunRecord run;
    private final ChangesView changes;
    private final Words words = Words.of(LocaleProvider.getLocale());

    RunPage(Run<?, ?> build, RunRecord run) {
        this.build = build;
        this.run = run;
        this.changes = new ChangesView(build, run);
    }

    /**
     * The page's name in the breadcrumbs. Where these do not fit, Jenkins' script puts them into a menu as HTML, unescaped:
     * so it has no markup.
     */
    @Override
    public String getDisplayName() {
        return getHeading().replace('<', '\u2039');
    }

    public String getHeading() {
        return Messages.RunPage_DisplayName(run.getTitle());
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** The build, as Jenkins' layout of build pages asks for it. */
    public Run<?, ?> getObject() {
        return build;
    }

    /** The summary that the build keeps. */
    public RunRecord getRun() {
        return run;
    }

    /** What else the build waits for. */
    public LiveRuns getLive() {
        return new LiveRuns(build);
    }

    public Words getWords() {
        return words;
    }

    /** What the stored tasks add to the summary; reads them. Asked for once by a view. */
    public StoredDetails readDetails() {
        return StoredDetails.read(build, run, words);
    }

    public ChangesView getChanges() {
        return changes;
    }

    /** The page of the table of all tasks that the URL asks for; reads the tasks. Asked for once by a view. */
    public TaskTable readTasks() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return TaskTable.read(build, run, words, request == null ? name -> null : request::getParameter);
    }

    /** How many tasks ended how, in one line. */
    public String getTasksLine() {
        return run.getTasks().words(words);
    }

    /** How the run's error is shown: as the reason of a failure, or as a warning. */
    public boolean isErrorFatal() {
        return run.getPresentation().kind().ofError() == Presentation.Kind.FAILURE;
    }

    /** A point in time for the tags that format dates; null for null. */
    public Date date(Instant time) {
        return time == null ? null : Date.from(time);
    }

    /** The remote API of this run. */
    public Api getApi() {
        return new Api(run);
    }

    @WebMethod(name = "report.html")
    public void doHtml(StaplerResponse2 response) throws IOException {
        new RunDownload(build, run, response).html();
    }

    /** The API's last answer. */
    @WebMethod(name = "run.json")
    public void doJson(StaplerResponse2 response) throws IOException {
        new RunDownload(build, run, response).json();
    }

    @WebMethod(name = "tasks.csv")
    public void doCsv(StaplerResponse2 response) throws IOException {
        new RunDownload(build, run, response).csv();
    }
}
