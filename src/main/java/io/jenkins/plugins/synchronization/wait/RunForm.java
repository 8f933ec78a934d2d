package io.jenkins.plugins.synchronization.wait;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.config.CredentialForm;
import io.jenkins.plugins.synchronization.config.FolderDefaults;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.RunLocation;
import io.jenkins.plugins.synchronization.engine.outcome.DurationWords;
import io.jenkins.plugins.synchronization.engine.outcome.Outcome;
import io.jenkins.plugins.synchronization.engine.outcome.OutcomeMapping;
import io.jenkins.plugins.synchronization.engine.run.ExecutionResult;
import io.jenkins.plugins.synchronization.engine.run.Term;
import java.time.Duration;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * The form that the pipeline step and the build step have in common: choices and checks of its fields. Users
 * who cannot configure the item learn nothing from it.
 */
public interface RunForm {

    /** The servers of the global configuration. */
    @RequirePOST
    default ListBoxModel doFillServerItems(@AncestorInPath Item item, @QueryParameter String server) {
        return CredentialForm.servers(item, FolderDefaults.server(item, null), server);
    }

    default ListBoxModel doFillConnectionTypeItems() {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.RunForm_manifest(), ConnectionType.MANIFEST.text());
        choices.add(Messages.RunForm_storage(), ConnectionType.STORAGE.text());
        return choices;
    }

    /** The credentials that the item may use for the server. */
    @RequirePOST
    default ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String server, @QueryParameter String credentialsId) {
        return CredentialForm.fill(item, FolderDefaults.server(item, server), credentialsId);
    }

    @RequirePOST
    default FormValidation doCheckCredentialsId(
            @AncestorInPath Item item, @QueryParameter String server, @QueryParameter String value) {
        return CredentialForm.check(
                item, FolderDefaults.server(item, server), FolderDefaults.credentialsId(item, value));
    }

    @RequirePOST
    default FormValidation doCheckConnectionId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkId(item, value);
    }

    @RequirePOST
    default FormValidation doCheckRunId(@AncestorInPath Item item, @QueryParameter String value) {
        boolean isUrl = value != null && RunLocation.isMeantBy(value);
        return isUrl ? FormValidation.ok() : checkId(item, value);
    }

    /** Polls the run once, with the credential, and shows the response. */
    @RequirePOST
    default FormValidation doCheckRun(
            @AncestorInPath Item item,
            @QueryParameter String server,
            @QueryParameter String connectionType,
            @QueryParameter String connectionId,
            @QueryParameter String runId,
            @QueryParameter String credentialsId) {
        WaitSpec parameters = new WaitSpec(connectionId, runId, credentialsId);
        parameters.setServer(server);
        parameters.setConnectionType(connectionType);
        return RunCheck.get().check(item, parameters);
    }

    /** The longest timeout, in minutes. */
    default int getMaxTimeoutMinutes() {
        return WaitSpec.LONGEST_TIMEOUT;
    }

    /** What the timeout is where none is given. */
    default String getTimeoutDescription() {
        return Messages.RunForm_defaultTimeout(DurationWords.of(
                Duration.ofMinutes(SynchronizationConfiguration.get().getDefaultTimeoutMinutes())));
    }

    @RequirePOST
    default FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        String minutes = value == null ? "" : value.trim();
        return minutes.isEmpty()
                        || (minutes.matches("\\d{1,7}") && Integer.parseInt(minutes) <= WaitSpec.LONGEST_TIMEOUT)
                ? FormValidation.ok()
                : FormValidation.error(Messages.RunForm_timeout(WaitSpec.LONGEST_TIMEOUT));
    }

    private static FormValidation checkId(Item item, String value) {
        if (item != null && !item.hasPermission(Item.EXTENDED_READ)) {
            return FormValidation.ok();
        }
        String id = value == null ? "" : value.trim();
        if (id.isEmpty()) {
            return FormValidation.error(Messages.RunForm_noId());
        }
        // What variables stand for is known only when the build runs.
        return id.contains("$") || RunAddress.isId(id)
                ? FormValidation.ok()
                : FormValidation.error(Messages.RunForm_badId());
    }

    default ListBoxModel doFillOnPartialSuccessItems() {
        return outcomes(ExecutionResult.PARTIAL_SUCCESS);
    }

    default ListBoxModel doFillOnErrorItems() {
        return outcomes(ExecutionResult.ERROR);
    }

    default ListBoxModel doFillOnTimedOutItems() {
        return outcomes(ExecutionResult.TIMED_OUT);
    }

    default ListBoxModel doFillOnCanceledItems() {
        return outcomes(ExecutionResult.CANCELED);
    }

    default ListBoxModel doFillOnSkippedItems() {
        return outcomes(ExecutionResult.SKIPPED);
    }

    default ListBoxModel doFillOnUndeterminedItems() {
        return outcomes(ExecutionResult.UNDETERMINED);
    }

    private static ListBoxModel outcomes(ExecutionResult result) {
        Outcome usual = OutcomeMapping.defaults().of(Term.of(result));
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.RunForm_usual(usual.name()), "");
        for (Outcome outcome : Outcome.values()) {
            if (outcome != usual) {
                choices.add(outcome.name(), outcome.name());
            }
        }
        return choices;
    }
}
