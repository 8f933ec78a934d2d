/** What a run is scripted to do, and the API's response data at a moment of it. Knows nothing of HTTP. */
package io.jenkins.plugins.synchronization.simulator.script;
