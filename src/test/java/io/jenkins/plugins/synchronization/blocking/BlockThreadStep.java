package io.jenkins.plugins.synchronization.blocking;

import hudson.Extension;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** The rival of measurements: a step that blocks a thread while it waits. */
public final class BlockThreadStep extends Step {

    /** No arguments. */
    @DataBoundConstructor
    public BlockThreadStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new Blocked(context);
    }

    private static final class Blocked extends SynchronousNonBlockingStepExecution<Void> {
        private static final long serialVersionUID = 1L;

        Blocked(StepContext context) {
            super(context);
        }

        @Override
        protected Void run() throws Exception {
            new CountDownLatch(1).await();
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
