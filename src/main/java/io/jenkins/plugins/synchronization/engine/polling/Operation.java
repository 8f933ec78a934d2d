package io.jenkins.plugins.synchronization.engine.polling;

/** Requests that are under way for somebody: a start, the search for a run, or a wait. Safe for use by several threads. */
public interface Operation {

    /**
     * Ends it, and its request if one is under way. A run that the API has started by then goes on.
     *
     * @return whether this ended it, as {@link Wait#cancel} does; false if it had ended already
     */
    boolean cancel();
}
