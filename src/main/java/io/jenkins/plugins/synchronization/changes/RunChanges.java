package io.jenkins.plugins.synchronization.changes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.synchronization.model.Change;
import io.jenkins.plugins.synchronization.model.ChangeCounts;
import io.jenkins.plugins.synchronization.model.NotCompared;
import io.jenkins.plugins.synchronization.storage.BodyStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The files of a run of which there is something to say: those that fail, those that were fixed, and those that failed
 * when they were last reported. Stored as JSON beside the run's body. Immutable.
 */
@Restricted(NoExternalUse.class)
public final class RunChanges {

    /** Nothing to say of any file. */
    static final RunChanges NONE = new RunChanges(List.of());

    private static final Logger LOGGER = Logger.getLogger(RunChanges.class.getName());

    /** The form of the file; another version of the plugin may write another one. */
    private static final int VERSION = 1;

    /** IDs that begin with so many equal characters are taken for one file, which is as bad as the worse of them. */
    private static final int MAX_NAME = 500;

    /** Files that fail now, and as many that failed before. */
    private static final int MOST_ENTRIES = 2 * NotCompared.MOST_FILES;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Stored(
            @JsonProperty("version") int version,
            @JsonProperty("build") int build,
            @JsonProperty("files") List<FileState> files) {}

    private final Map<String, FileState> files = new LinkedHashMap<>();

    RunChanges(Collection<FileState> files) {
        files.forEach(file -> this.files.put(file.name(), file));
    }

    /** What a build stores; where nothing is stored, or not any more, or it is damaged, there is nothing to say. */
    @NonNull
    public static RunChanges of(Run<?, ?> build, String key) {
        try {
            return read(build, key);
        } catch (NoSuchFileException notStored) {
            return NONE;
        } catch (IOException damaged) {
            LOGGER.log(Level.FINE, damaged, () -> "Cannot read what changed in run " + key + " of " + build);
            return NONE;
        }
    }

    /**
     * Reads what a build stores.
     *
     * @throws NoSuchFileException if it stores nothing
     * @throws IOException if the file cannot be read, is damaged or of another version
     */
    static RunChanges read(Run<?, ?> build, String key) throws IOException {
        try (InputStream in = BodyStore.of(build).openChanges(key)) {
            return parse(in, build.getNumber());
        }
    }

    /**
     * Reads what a build with this number stored.
     *
     * @throws IOException if it cannot be read, is damaged or of another version
     */
    static RunChanges parse(InputStream in, int build) throws IOException {
        Stored stored = JSON.readValue(in, Stored.class);
        boolean sound = stored != null
                && stored.version() == VERSION
                && stored.build() == build
                && stored.files() != null
                && stored.files().size() <= MOST_ENTRIES
                && stored.files().stream().allMatch(file -> file != null && file.isSound(build));
        if (!sound) {
            throw new IOException("Not the changes of this build, or damaged, or of another version");
        }
        return new RunChanges(stored.files());
    }

    /** Writes it, and leaves the stream open. */
    void write(OutputStream out, int build) throws IOException {
        JSON.writeValue(CloseShieldOutputStream.wrap(out), new Stored(VERSION, build, List.copyOf(files.values())));
    }

    /**
     * Stores it beside the body of a run.
     *
     * @throws IOException if it cannot be written; then there is what was there before
     */
    void write(Run<?, ?> build, String key) throws IOException {
        BodyStore.of(build).writeChanges(key, out -> write(out, build.getNumber()));
    }

    /** What a file is called here; null for a missing or blank ID, which no two tasks have in common. */
    @CheckForNull
    static String name(@CheckForNull String sourceFileId) {
        if (sourceFileId == null || sourceFileId.isBlank()) {
            return null;
        }
        return sourceFileId.length() <= MAX_NAME ? sourceFileId : sourceFileId.substring(0, MAX_NAME);
    }

    @NonNull
    Collection<FileState> files() {
        return files.values();
    }

    @CheckForNull
    FileState file(@CheckForNull String name) {
        return files.get(name);
    }

    /** What became of a file since the run before; null if there is nothing to say of it. */
    @CheckForNull
    public Change changeOf(@CheckForNull String sourceFileId) {
        FileState file = file(name(sourceFileId));
        return file == null ? null : file.kind().change();
    }

    /** The number of the first build in which a file failed, also if it was fixed; 0 if it is not known to have failed. */
    public int since(@CheckForNull String sourceFileId) {
        FileState file = file(name(sourceFileId));
        return file == null ? 0 : file.since();
    }

    /** How many files newly failed, still fail and were fixed since the run of an earlier build. */
    @NonNull
    ChangeCounts counts(int comparedWithBuild, String comparedWithKey) {
        return new ChangeCounts(
                count(Change.NEW),
                count(Change.STILL),
                count(Change.FIXED),
                files.values().stream()
                        .filter(file -> file.kind() == FileState.Kind.STILL)
                        .map(FileState::since)
                        .min(Integer::compare)
                        .orElse(null),
                comparedWithBuild,
                comparedWithKey);
    }

    private int count(Change change) {
        return (int) files.values().stream()
                .filter(file -> file.kind().change() == change)
                .count();
    }
}
