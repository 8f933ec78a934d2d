/** A job's last outcome as an SVG badge, who can see it, and the page that explains its use. */
package io.jenkins.plugins.synchronization.badge;
