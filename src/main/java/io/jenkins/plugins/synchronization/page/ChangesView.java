package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.changes.RunChanges;
import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.RunRecord;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a run's page says of what changed, for one request. */
@Restricted(NoExternalUse.class)
public final class ChangesView {

    private final Run<?, ?> build;
    private final RunRecord run;
    private final Map<Integer, BuildLink> links = new HashMap<>();
    private RunChanges files;

    /** The view of a run that a build waited for. */
    public ChangesView(Run<?, ?> build, RunRecord run) {
        this.build = build;
        this.run = run;
    }

    /**
     * One of the counts.
     *
     * @param change what is counted
     * @param words the count in words, such as {@code 3 newly failed}
     * @param query what leads to the files in the page's table of tasks; null if it cannot be filtered any more
     */
    public record Part(Change change, String words, String query) {}

    /**
     * What became of a source file since the run before, for a page.
     *
     * @param change what became of it, not null
     * @param since the first build in which it failed; null if that is the page's own
     */
    public record FileChange(Change change, BuildLink since) {

        /** In the reader's language, such as {@code newly failed}, or {@code still failing since} with a link to follow. */
        public String words() {
            return since == null ? change.label() : Messages.FileChange_Since(change.label());
        }
    }

    /** Whether there is anything to say: not in builds of earlier versions of the plugin. */
    public boolean isKnown() {
        return getCounts() != null || getWhyNot() != null;
    }

    /** The counts; null if the run was compared with nothing. */
    public ChangeCounts getCounts() {
        return run.getChanges();
    }

    /** Why it was compared with nothing; null if it was. */
    public String getWhyNot() {
        return run.getWhyNoChanges();
    }

    /** The counts that are not 0, in the order of {@link Change}; empty if nothing changed and nothing fails. */
    public List<Part> getParts() {
        boolean filters = BodyStore.of(build).hasChanges(run.getKey());
        return getCounts().words(LocaleProvider.getLocale()).entrySet().stream()
                .map(part -> new Part(
                        part.getKey(),
                        part.getValue(),
                        filters ? "?change=" + part.getKey().parameter() : null))
                .toList();
    }

    /** The counts that are not 0 on one line, such as {@code 3 newly failed, 10 still failing, 3 fixed}. */
    @CheckForNull
    static String line(@CheckForNull ChangeCounts counts) {
        return counts == null
                ? null
                : Util.fixEmpty(String.join(
                        ", ", counts.words(LocaleProvider.getLocale()).values()));
    }

    /** The run that it was compared with. */
    public BuildLink getComparedWith() {
        return BuildLink.of(
                build, getCounts().getComparedWithBuild(), getCounts().getComparedWithKey());
    }

    /** The build since which a file fails that has been failing longest; null if none is still failing. */
    public BuildLink getFailingSince() {
        Integer since = getCounts().getFailingSince();
        return since == null ? null : link(since);
    }

    /**
     * What became of a file; reads what is stored when it is asked for the first time.
     *
     * @param sourceFileId the file's id as the API returns it, or null
     * @return null if there is nothing to say of it
     */
    public FileChange of(String sourceFileId) {
        if (files == null) {
            files = RunChanges.of(build, run.getKey());
        }
        Change change = files.changeOf(sourceFileId);
        if (change == null) {
            return null;
        }
        return new FileChange(change, change == Change.STILL ? link(files.since(sourceFileId)) : null);
    }

    private BuildLink link(int number) {
        return links.computeIfAbsent(number, any -> BuildLink.of(build, number, null));
    }
}
