/** The runs that a build waits for at this moment, as its pages and badges show them. Nothing of it is stored. */
package io.jenkins.plugins.synchronization.build.live;
