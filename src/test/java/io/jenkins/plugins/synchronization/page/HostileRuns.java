package io.jenkins.plugins.synchronization.page;

import hudson.model.Run;
import io.jenkins.plugins.synchronization.recording.Recording;
import io.jenkins.plugins.synchronization.storage.Bodies;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Records runs whose texts are somebody else's. */
public final class HostileRuns {

    private HostileRuns() {}

    /**
     * Records two runs in a build: the first says nothing but texts.
     *
     * @param text what a text is, by the name of its field
     */
    public static void record(Run<?, ?> build, String label, String server, String link, UnaryOperator<String> text)
            throws IOException {
        Recording.in(build).labelled(label).from(server).linked(link).record("1", Bodies.texts(text));
        Recording.in(build).labelled("Second").from(server).record("2", Bodies.run("Success", "Success", "Error"));
    }
}
