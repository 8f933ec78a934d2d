/** What a job shows of the runs that its builds waited for: last outcome, trend, and the column of list views. */
package io.jenkins.plugins.synchronization.job;
