/** The pipeline step, and what it returns. */
package io.jenkins.plugins.synchronization.step;
