/** What build.xml stores of the runs that a build waited for: data only, no pages and no I/O. */
package io.jenkins.plugins.synchronization.model;
