/** Why a run did not succeed: its failed tasks, grouped by what went wrong. */
package io.jenkins.plugins.synchronization.build.causes;
