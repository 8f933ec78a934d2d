/** The outcome of jobs' runs in lists of jobs. */
package io.jenkins.plugins.synchronization.build.column;
