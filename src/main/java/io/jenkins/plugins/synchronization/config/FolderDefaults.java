package io.jenkins.plugins.synchronization.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The server and the credentials of jobs that name none: those of the nearest folder that sets them, each of the two by
 * itself. It only names them: credentials are looked up in the job, with the job's permissions. An extension point, since
 * the plugin of folders need not be installed.
 */
public abstract class FolderDefaults implements ExtensionPoint {

    /** The name of the server that a folder itself sets; null or blank for none. */
    @CheckForNull
    protected abstract String serverOf(@NonNull ItemGroup<?> folder);

    /** The ID of the credentials that a folder itself sets; null or blank for none. */
    @CheckForNull
    protected abstract String credentialsIdOf(@NonNull ItemGroup<?> folder);

    /**
     * The server for a job.
     *
     * @param item the job, or the folder that it will be in; null where there is none
     * @param own the name in the job; null or blank where it names none
     * @return null for the default of the global configuration
     */
    @CheckForNull
    public static String server(@CheckForNull Item item, @CheckForNull String own) {
        return nearest(item, own, FolderDefaults::serverOf);
    }

    /**
     * The credentials for a job.
     *
     * @param item as for {@link #server}
     * @param own the ID in the job; null or blank where it names none
     * @return null for none
     */
    @CheckForNull
    public static String credentialsId(@CheckForNull Item item, @CheckForNull String own) {
        return nearest(item, own, FolderDefaults::credentialsIdOf);
    }

    private static String nearest(Item item, String own, BiFunction<FolderDefaults, ItemGroup<?>, String> field) {
        String value = Util.fixEmptyAndTrim(own);
        Item at = item;
        while (value == null && at != null) {
            if (at instanceof ItemGroup<?> folder) {
                value = ExtensionList.lookup(FolderDefaults.class).stream()
                        .map(defaults -> Util.fixEmptyAndTrim(field.apply(defaults, folder)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
            at = at.getParent() instanceof Item parent ? parent : null;
        }
        return value;
    }
}
