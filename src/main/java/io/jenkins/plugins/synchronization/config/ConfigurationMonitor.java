package io.jenkins.plugins.synchronization.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reports to administrators what is invalid in a configuration that was not entered in the form. */
@Extension
@Restricted(NoExternalUse.class)
public final class ConfigurationMonitor extends AdministrativeMonitor {

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.ConfigurationMonitor_DisplayName();
    }

    @Override
    public boolean isActivated() {
        return !getProblems().isEmpty();
    }

    /** One sentence for each; for the page. */
    public List<String> getProblems() {
        return SynchronizationConfiguration.get().problems();
    }
}
