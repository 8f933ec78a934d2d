/** Why a run did not succeed: its failed tasks, grouped by cause. */
package io.jenkins.plugins.synchronization.page.failures;
