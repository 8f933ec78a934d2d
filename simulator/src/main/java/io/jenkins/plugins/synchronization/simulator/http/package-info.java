/** A small HTTP/1.1 server on loopback that can break its responses on purpose; it knows nothing of the API it serves. */
package io.jenkins.plugins.synchronization.simulator.http;
