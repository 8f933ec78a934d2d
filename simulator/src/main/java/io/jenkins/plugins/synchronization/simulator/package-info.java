/**
 * The iTwin Synchronization API on loopback, scripted: for demos, tests and benchmarks. Begin with {@link
 * io.jenkins.plugins.synchronization.simulator.SimulatedApi}.
 */
package io.jenkins.plugins.synchronization.simulator;
