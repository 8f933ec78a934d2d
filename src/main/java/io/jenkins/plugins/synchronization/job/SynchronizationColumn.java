package io.jenkins.plugins.synchronization.job;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;

/** How the runs of a job's last completed build ended that waited for any, how long ago, and a link to the report. */
public final class SynchronizationColumn extends ListViewColumn {

    /** A column as a view keeps it: there is nothing to be set. */
    @DataBoundConstructor
    public SynchronizationColumn() {}

    /**
     * What the row of an item shows.
     *
     * @param item a job, or something else that a view lists, such as a folder
     * @return null if there is nothing to be shown
     */
    @Restricted(NoExternalUse.class)
    public BuildRuns runs(Item item) {
        return item instanceof Job<?, ?> job ? JobRuns.of(job).lastCompleted() : null;
    }

    /**
     * What rows are sorted by: how the runs ended, the worst first, and of the same outcome the newest first. Rows
     * without runs come last.
     *
     * @param runs may be null
     */
    @Restricted(NoExternalUse.class)
    public String sortKey(BuildRuns runs) {
        return runs == null
                ? "z"
                : String.format(
                        "%c%015d",
                        'a' + runs.getLook().rank(),
                        Long.MAX_VALUE / 10_000 - runs.getEnd().getTime());
    }

    /** Makes the column known to views. */
    @Extension(ordinal = DEFAULT_COLUMNS_ORDINAL_PROPERTIES_START - 10)
    @Symbol("synchronizationColumn")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SynchronizationColumn_DisplayName();
        }

        /** Most lists have few jobs that synchronize. */
        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
