/** The table of all tasks of a run: query, search, sorting and rows. */
package io.jenkins.plugins.synchronization.page.tasks;
