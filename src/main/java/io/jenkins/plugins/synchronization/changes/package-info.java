/** What changed against the previous run of the same connection, file by file: computed once, then stored. */
package io.jenkins.plugins.synchronization.changes;
