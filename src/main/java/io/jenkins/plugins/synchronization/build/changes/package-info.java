/** What changed against the last run of the same connection, file by file: computed once, stored, shown and filtered by. */
package io.jenkins.plugins.synchronization.build.changes;
