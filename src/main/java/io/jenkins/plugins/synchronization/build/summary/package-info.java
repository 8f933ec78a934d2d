/** A build's runs in few words: history badge, entry and widget of the build page, badge of its tab, and detail. */
package io.jenkins.plugins.synchronization.build.summary;
