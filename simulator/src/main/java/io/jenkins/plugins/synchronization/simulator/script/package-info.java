/** What a run is scripted to do, and the body that the API would answer at a moment of it. Knows nothing of HTTP. */
package io.jenkins.plugins.synchronization.simulator.script;
