/** The outcome of a job's runs as a picture for other pages, who may see it, and the page that tells how to use it. */
package io.jenkins.plugins.synchronization.build.badge;
