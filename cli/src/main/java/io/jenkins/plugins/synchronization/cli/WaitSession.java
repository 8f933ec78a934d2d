package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.BodyNotStoredException;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.ListedNames;
import io.jenkins.plugins.synchronization.engine.polling.RunHistory;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One wait from beginning to end: finds the run, polls, shows progress, writes the files, prints the result. */
final class WaitSession implements AutoCloseable {

    private final Shell shell;
    private final WaitPlan plan;
    private final RunSource source;
    private final boolean starts;
    private final ApiSession api;
    private final LiveLine live;
    private volatile RunAddress run;
    private volatile Wait wait;
    private volatile Outcome outcome;
    private WaitLog log;

    private WaitSession(Shell shell, WaitPlan plan, RunSource source, boolean starts) throws OutputException {
        this.shell = shell;
        this.plan = plan;
        this.source = source;
        this.starts = starts;
        api = new ApiSession(plan.api());
        live = new LiveLine(shell, api::now, plan.api().quiet());
    }

    /**
     * Runs a command; returns the exit code.
     *
     * @param starts whether the source starts a run
     * @throws OutputException if temporary files cannot be written
     */
    static int run(Shell shell, WaitPlan plan, RunSource source, boolean starts)
            throws InterruptedException, OutputException {
        try (WaitSession session = new WaitSession(shell, plan, source, starts)) {
            return session.run().number();
        }
    }

    /** Prints the line of JSON for a wait that did not begin. */
    static void refuse(Shell shell, ExitCode exitCode, String why, boolean standardOutputIsAFile) {
        shell.result(ResultJson.of(null, null, null, 0, ResultError.of(exitCode.name(), why)), standardOutputIsAFile);
    }

    private ExitCode run() throws InterruptedException {
        try (Interruption interruption = new Interruption(this::interrupted, this::close)) {
            try {
                run = source.find(api, shell.locale(), live::log).run();
            } catch (NoRunException none) {
                live.close();
                String text = FailureText.of(none.failure(), shell.locale());
                return failed(none.failure().reason(), ResultError.of(none.failure(), text), interruption);
            }
            WaitRequest request = api.waitFor(run);
            log = new WaitLog(request, shell.locale(), api::now, live::log);
            log.begun();
            WaitProgress progress = new WaitProgress(log, live);
            wait = api.watcher().watch(request, progress);
            expect();
            WaitProgress.End end = progress.await();
            live.close();
            if (end.failure() != null) {
                String text = FailureText.of(end.failure(), shell.locale());
                return failed(end.failure().reason(), ResultError.of(end.failure(), text), interruption);
            }
            try (RunBody body = end.body()) {
                return completed(end.summary(), body, interruption);
            }
        }
    }

    /** Earlier runs show how long this one will take. */
    private void expect() {
        if (plan.history() != null) {
            RunHistory history = plan.history().of(run, live::log);
            wait.expect(history);
            history.estimate().ifPresent(estimate -> {
                log.expected(estimate);
                live.expect(estimate);
            });
        }
    }

    private void remember(RunSummary summary) {
        if (plan.history() != null) {
            RunHistory.durationOf(summary.run())
                    .ifPresent(duration -> plan.history().add(run, duration, api.folder(), shell::say));
        }
    }

    private ExitCode completed(RunSummary summary, RunBody body, Interruption interruption) {
        outcome = plan.mapping().of(summary.run().result());
        log.completed(summary);
        FileNames names = fileNames();
        String problem = problemOf(() -> writeDrafts(body, names));
        if (!interruption.claim()) {
            return ExitCode.of(outcome);
        }
        remember(summary);
        if (problem == null) {
            problem = problemOf(() -> plan.files().publish(shell.out()));
        }
        if (problem == null) {
            plan.files().names().forEach(file -> live.log("> " + file));
            print(summary, outcome, ResultError.of(summary.run().error()));
            return ExitCode.of(outcome);
        }
        shell.say(problem);
        print(summary, outcome, ResultError.of(ExitCode.FILE_NOT_WRITTEN.name(), problem));
        return ExitCode.FILE_NOT_WRITTEN;
    }

    /** The names that were given, and those that the API lists where a file shows names. */
    private FileNames fileNames() {
        if (!plan.files().has(FileKind.HTML) && !plan.files().has(FileKind.CSV)) {
            return FileNames.NONE;
        }
        ListedNames listed = api.watcher().fileNames(api.waitFor(run)).join();
        log.named(listed);
        return listed.names().with(plan.fileNames());
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Writes; returns the error, or null. */
    private String problemOf(Writing writing) {
        try {
            writing.run();
            return null;
        } catch (OutputException known) {
            return known.getMessage();
        } catch (BodyNotStoredException full) {
            return full.in(shell.locale());
        } catch (IOException temporary) {
            return new OutputException(api.folder(), FileProblem.of(temporary)).getMessage();
        }
    }

    private void writeDrafts(RunBody body, FileNames names) throws IOException {
        if (plan.files().has(FileKind.JSON)) {
            try (InputStream from = body.open();
                    OutputStream to = plan.files().open(FileKind.JSON, api.folder())) {
                from.transferTo(to);
            }
        }
        new RunFiles(plan.files(), shell.locale(), api.folder()).write(body::open, names);
    }

    private ExitCode failed(WaitFailure.Reason reason, ResultError error, Interruption interruption) {
        if (interruption.claim()) {
            shell.say(error.message());
            print(wait == null ? null : wait.status().summary(), null, error);
        }
        return ExitCode.of(reason);
    }

    private void interrupted() {
        live.close();
        String what = outcome != null ? "completed" : run != null ? "run" : starts ? "start" : "search";
        print(wait == null ? null : wait.status().summary(), outcome, ResultError.interrupted(what, shell.locale()));
    }

    private void print(RunSummary summary, Outcome outcome, ResultError error) {
        int polls = wait == null ? 0 : wait.status().polls();
        shell.result(
                ResultJson.of(run, summary, outcome, polls, error), plan.files().useStandardOutput());
    }

    /** Stops the wait, and deletes everything but the published files. */
    @Override
    public void close() {
        api.close();
        plan.files().discard();
    }
}
