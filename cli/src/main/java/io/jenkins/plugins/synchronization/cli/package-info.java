/**
 * The command line: waits for a run from a shell, makes the files of a report, and plays the simulated API. It knows the
 * engine, the simulator and picocli, and nothing of Jenkins.
 */
package io.jenkins.plugins.synchronization.cli;
