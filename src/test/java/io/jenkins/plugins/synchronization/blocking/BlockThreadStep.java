package io.jenkins.plugins.synchronization.blocking;

import hudson.Extension;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The rival of measurements: a step that blocks a thread while it waits. */
public final class BlockThreadStep extends Step {

    private final long until;

    /** Takes when to end, in milliseconds since 1970. */
    @DataBoundConstructor
    public BlockThreadStep(long until) {
        this.until = until;
    }

    /** When to end. */
    public long getUntil() {
        return until;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Blocked(context, until);
    }

    private static final class Blocked extends SynchronousNonBlockingStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        private final long until;

        Blocked(StepContext context, long until) {
            super(context);
            this.until = until;
        }

        @Override
        protected Void run() throws Exception {
            TimeUnit.MILLISECONDS.sleep(until - System.currentTimeMillis());
            return null;
        }
    }

    /** Its descriptor. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "blockThread";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
