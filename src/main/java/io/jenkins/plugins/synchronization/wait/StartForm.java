package io.jenkins.plugins.synchronization.wait;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.engine.client.Manifest;
import io.jenkins.plugins.synchronization.engine.polling.IfActive;
import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.nio.charset.StandardCharsets;
import org.jvnet.localizer.LocaleProvider;
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

    /** Checks the manifest. */
    @RequirePOST
    default FormValidation doCheckManifest(@AncestorInPath Item item, @QueryParameter String value) {
        boolean hidden = item != null && !item.hasPermission(Item.EXTENDED_READ);
        // What variables stand for is known only when the build runs.
        if (hidden || value == null || value.isBlank() || value.contains("$")) {
            return FormValidation.ok();
        }
        try {
            Manifest.of(value.getBytes(StandardCharsets.UTF_8));
            return FormValidation.ok();
        } catch (UnusableTextException wrong) {
            return FormValidation.error(Messages.WaitSpec_manifest(wrong.in(LocaleProvider.getLocale())));
        }
    }
}
