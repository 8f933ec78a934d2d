/** What a job shows of the runs that its builds waited for: the last outcome, and the trend of the last builds. */
package io.jenkins.plugins.synchronization.build.job;
