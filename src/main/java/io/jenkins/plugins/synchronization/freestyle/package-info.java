/** The build step of freestyle projects. */
package io.jenkins.plugins.synchronization.freestyle;
