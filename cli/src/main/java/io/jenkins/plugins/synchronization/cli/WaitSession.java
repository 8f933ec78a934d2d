package io.jenkins.plugins.synchronization.cli;

import io.jenkins.plugins.synchronization.engine.client.BodyNotStoredException;
import io.jenkins.plugins.synchronization.engine.client.HttpSettings;
import io.jenkins.plugins.synchronization.engine.client.OAuthTokenIssuer;
import io.jenkins.plugins.synchronization.engine.client.RunBody;
import io.jenkins.plugins.synchronization.engine.client.RunClient;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.polling.ExecutorScheduler;
import io.jenkins.plugins.synchronization.engine.polling.FailureText;
import io.jenkins.plugins.synchronization.engine.polling.RequestLimits;
import io.jenkins.plugins.synchronization.engine.polling.RunWatcher;
import io.jenkins.plugins.synchronization.engine.polling.Scheduler;
import io.jenkins.plugins.synchronization.engine.polling.Wait;
import io.jenkins.plugins.synchronization.engine.polling.WaitFailure;
import io.jenkins.plugins.synchronization.engine.polling.WaitLog;
import io.jenkins.plugins.synchronization.engine.polling.WaitRequest;
import io.jenkins.plugins.synchronization.engine.run.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;

/** One wait from beginning to end: polls, shows progress, writes the files, prints the result. */
final class WaitSession implements AutoCloseable {

    private final Shell shell;
    private final WaitPlan plan;
    private final WorkFolder folder;
    private final Scheduler scheduler = new ExecutorScheduler("itwin-synchronization-wait");
    private final RunWatcher watcher;
    private final WaitRequest request;
    private final LiveLine live;
    private final WaitLog log;
    private volatile Wait wait;

    /** Takes the plan; throws {@link OutputException} if temporary files cannot be written. */
    WaitSession(Shell shell, WaitPlan plan) throws OutputException {
        this.shell = shell;
        this.plan = plan;
        folder = WorkFolder.create();
        HttpSettings settings = plan.http().withTemporaryDirectory(folder.path());
        watcher = new RunWatcher(
                scheduler,
                new RunClient(plan.network(), settings, scheduler::now),
                new OAuthTokenIssuer(plan.network(), settings, scheduler::now),
                RandomGenerator.getDefault());
        request = WaitRequest.begin(
                plan.address(),
                plan.credentials(),
                plan.settings(),
                () -> RequestLimits.SMALLEST_TIER,
                scheduler.now());
        live = new LiveLine(shell, scheduler::now, plan.quiet());
        log = new WaitLog(request, shell.locale(), scheduler::now, live::log);
    }

    /** Waits; returns the exit code. */
    ExitCode run() throws InterruptedException {
        WaitProgress progress = new WaitProgress(log, live);
        try (Interruption interruption = new Interruption(this::interrupted)) {
            log.begun();
            wait = watcher.watch(request, progress);
            WaitEnd end = progress.await();
            live.close();
            if (end.failure() != null) {
                return failed(end.failure(), interruption);
            }
            try (RunBody body = end.body()) {
                return completed(end.summary(), body, interruption);
            }
        }
    }

    private ExitCode completed(RunSummary summary, RunBody body, Interruption interruption) {
        Outcome outcome = plan.mapping().of(summary.run().result());
        log.completed(summary);
        String problem = problemOf(() -> writeDrafts(body));
        if (!interruption.claim()) {
            return ExitCode.of(outcome);
        }
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

    private interface Writing {
        void run() throws IOException;
    }

    /** Writes; returns the error, or null. */
    private String problemOf(Writing writing) {
        try {
            writing.run();
            return null;
        } catch (OutputException | BodyNotStoredException known) {
            return known.getMessage();
        } catch (IOException temporary) {
            return new OutputException(folder.path(), FileProblem.of(temporary)).getMessage();
        }
    }

    private void writeDrafts(RunBody body) throws IOException {
        if (plan.files().has(FileKind.JSON)) {
            try (InputStream from = body.open();
                    OutputStream to = plan.files().open(FileKind.JSON, folder.path())) {
                from.transferTo(to);
            }
        }
        new RunFiles(plan.files(), shell.locale(), folder.path()).write(body::open);
    }

    private ExitCode failed(WaitFailure failure, Interruption interruption) {
        if (interruption.claim()) {
            String text = FailureText.of(failure, shell.locale());
            shell.say(text);
            print(wait.status().summary(), null, ResultError.of(failure, text));
        }
        return ExitCode.of(failure.reason());
    }

    private void interrupted() {
        RunSummary summary = wait == null ? null : wait.status().summary();
        print(
                summary,
                null,
                ResultError.of("INTERRUPTED", "Stopped waiting because of a signal. The run itself continues"));
        live.close();
        close();
    }

    private void print(RunSummary summary, Outcome outcome, ResultError error) {
        int polls = wait == null ? 0 : wait.status().polls();
        shell.result(ResultJson.of(summary, outcome, polls, error), plan.files().useStandardOutput());
    }

    /** Stops the wait, and deletes everything but the published files. */
    @Override
    public void close() {
        watcher.close();
        plan.files().discard();
        folder.delete();
    }
}
