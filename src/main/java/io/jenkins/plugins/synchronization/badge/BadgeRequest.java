package io.jenkins.plugins.synchronization.badge;

import hudson.Util;
import io.jenkins.plugins.synchronization.engine.badge.BadgeStyle;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The parameters of a badge request. All values are untrusted.
 *
 * @param connection the id of the connection whose runs count, or null for all
 * @param style the shape
 * @param label the text on the left, which may be empty, or null for the usual one
 * @param build the number or the permalink of the build that counts, or null for the newest
 */
record BadgeRequest(String connection, BadgeStyle style, String label, String build) {

    static BadgeRequest of(StaplerRequest2 request) {
        return new BadgeRequest(
                Util.fixEmptyAndTrim(request.getParameter("connection")),
                BadgeStyle.of(request.getParameter("style")),
                request.getParameter("label"),
                Util.fixEmptyAndTrim(request.getParameter("build")));
    }
}
