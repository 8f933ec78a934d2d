/** Waiting inside Jenkins: the one watcher of a Jenkins, and what binds a wait to the build that it belongs to. */
package io.jenkins.plugins.synchronization.wait;
