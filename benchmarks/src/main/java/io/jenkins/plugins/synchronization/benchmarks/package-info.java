/** Benchmarks and simulations of the engine; what they showed is in {@code docs/performance.md}. */
package io.jenkins.plugins.synchronization.benchmarks;
