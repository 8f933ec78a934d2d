/** The pages of a build's runs and of its active waits, and the build's runs in brief. */
package io.jenkins.plugins.synchronization.page;
