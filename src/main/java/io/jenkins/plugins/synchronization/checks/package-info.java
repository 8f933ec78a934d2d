/** What becomes of waits as checks, such as GitHub's, where the plugin checks-api is installed. */
package io.jenkins.plugins.synchronization.checks;
