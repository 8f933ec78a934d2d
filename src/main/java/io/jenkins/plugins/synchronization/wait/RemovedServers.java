package io.jenkins.plugins.synchronization.wait;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends the waits whose server is removed from the configuration or gets another URL, as soon as that is saved. */
@Extension
public final class RemovedServers extends SaveableListener {

    private static final Logger LOGGER = Logger.getLogger(RemovedServers.class.getName());

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (saved instanceof SynchronizationConfiguration) {
            try {
                BuildWaits.get().checkServers();
            } catch (Throwable bug) {
                LOGGER.log(Level.SEVERE, "Could not stop the waits on servers that were removed", bug);
            }
        }
    }
}
