/** The files that a build stores beside build.xml: the response data of its runs, and reading their tasks. */
package io.jenkins.plugins.synchronization.storage;
