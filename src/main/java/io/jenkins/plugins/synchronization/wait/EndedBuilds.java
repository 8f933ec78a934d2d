package io.jenkins.plugins.synchronization.wait;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Ends the waits of builds that end or vanish without ending them: a build that is killed stops none of its steps. */
@Extension
public final class EndedBuilds extends RunListener<Run<?, ?>> {

    @Override
    public void onCompleted(Run<?, ?> build, TaskListener listener) {
        BuildWaits.get().drop(build);
    }

    @Override
    public void onDeleted(Run<?, ?> build) {
        BuildWaits.get().drop(build);
    }
}
