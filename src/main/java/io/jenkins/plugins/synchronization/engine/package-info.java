/**
 * The engine: everything about waiting for a synchronization run that needs no Jenkins. It is compiled into the plugin and
 * into the command line; {@code wait} builds on {@code client}, {@code client} on {@code run}, and {@code report} and
 * {@code badge} on {@code run} and {@code outcome}.
 */
package io.jenkins.plugins.synchronization.engine;
