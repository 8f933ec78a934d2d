/** What happens once when a run ends: its data, summary, comparison and archived report are stored. */
package io.jenkins.plugins.synchronization.recording;
