/** The administrators' page of active waits. */
package io.jenkins.plugins.synchronization.page.admin;
