package io.jenkins.plugins.synchronization.page;

import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The number of an earlier build, and where its run is shown.
 *
 * @param number the build's number
 * @param path the URL from Jenkins' root, without a slash at the beginning; null if the build is no longer there
 */
@Restricted(NoExternalUse.class)
public record BuildLink(int number, String path) {

    /**
     * Looks whether the build is there. Loads nothing: a page may ask for a hundred builds.
     *
     * @param from the build on whose page the number is shown; only earlier ones are meant
     * @param number the other build's number
     * @param key the key of the run in it; null for all of its runs
     */
    static BuildLink of(Run<?, ?> from, int number, String key) {
        Job<?, ?> job = from.getParent();
        Path directory = job.getBuildDir().toPath().resolve(Integer.toString(number));
        if (number < 1 || number >= from.getNumber() || !Files.isDirectory(directory)) {
            return new BuildLink(number, null);
        }
        String page = job.getUrl() + number + "/synchronization/";
        return new BuildLink(number, key == null ? page : page + "run/" + Util.rawEncode(key) + "/");
    }
}
