/** What administrators configure, and how credentials are found: servers, limits, credentials. */
package io.jenkins.plugins.synchronization.config;
