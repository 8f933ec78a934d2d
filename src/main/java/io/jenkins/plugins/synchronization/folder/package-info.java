/** The property of folders; used only where the plugin of folders is installed. */
package io.jenkins.plugins.synchronization.folder;
