/** The tasks of the runs that a build keeps: stored compactly, told quickly, shown as a table. */
package io.jenkins.plugins.synchronization.build.index;
