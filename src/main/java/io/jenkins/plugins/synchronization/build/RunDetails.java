package io.jenkins.plugins.synchronization.build;

import io.jenkins.plugins.synchronization.engine.report.page.JobView;
import io.jenkins.plugins.synchronization.engine.report.page.TaskView;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a run's body tells beyond its summary, as far as the page shows it: bounded, however many tasks there are.
 *
 * @param failures the first tasks that did not succeed, texts bounded; unmodifiable
 * @param furtherFailures how many more did not succeed
 * @param jobs the first jobs; unmodifiable
 * @param furtherJobs how many more there are
 */
@Restricted(NoExternalUse.class)
public record RunDetails(List<TaskView> failures, int furtherFailures, List<JobView> jobs, int furtherJobs) {

    /** Copies the lists. */
    public RunDetails {
        failures = List.copyOf(failures);
        jobs = List.copyOf(jobs);
    }
}
