package io.jenkins.plugins.synchronization.wait;

import hudson.AbortException;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** What the forms of steps that start a run have besides {@link RunForm}. */
public interface StartForm extends RunForm {

    /** What to do if a run is active; the first is the default. */
    default ListBoxModel doFillIfActiveItems() {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.RunForm_ifActiveWait(), IfActive.WAIT.text());
        choices.add(Messages.RunForm_ifActiveJoin(), IfActive.JOIN.text());
        choices.add(Messages.RunForm_ifActiveFail(), IfActive.FAIL.text());
        return choices;
    }

    @RequirePOST
    default FormValidation doCheckManifest(@AncestorInPath Item item, @QueryParameter String value) {
        boolean hidden = item != null && !item.hasPermission(Item.EXTENDED_READ);
        // What variables stand for is known only when the build runs.
        if (hidden || value == null || value.isBlank() || value.contains("$")) {
            return FormValidation.ok();
        }
        try {
            WaitSpec.manifestOf(value);
            return FormValidation.ok();
        } catch (AbortException wrong) {
            return FormValidation.error(wrong.getMessage());
        }
    }
}
