/** Numbers about waits and requests for monitoring, where the plugin metrics is installed. */
package io.jenkins.plugins.synchronization.metrics;
