package io.jenkins.plugins.synchronization.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.config.CredentialForm;
import io.jenkins.plugins.synchronization.config.FolderDefaults;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The server and the credentials of a folder's jobs that name none themselves. */
public final class SynchronizationFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {

    private String server;
    private String credentialsId;

    @DataBoundConstructor
    public SynchronizationFolderProperty() {
        // Both fields are optional.
    }

    /** The name of a server of the global configuration; null for that of the folder above, or the default. */
    @CheckForNull
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** The ID of credentials; null for those of the folder above, or none. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** What the folders set, for all that waits or starts. */
    @Extension(optional = true)
    @Restricted(NoExternalUse.class)
    public static final class Defaults extends FolderDefaults {

        @Override
        protected String serverOf(@NonNull ItemGroup<?> folder) {
            SynchronizationFolderProperty property = of(folder);
            return property == null ? null : property.server;
        }

        @Override
        protected String credentialsIdOf(@NonNull ItemGroup<?> folder) {
            SynchronizationFolderProperty property = of(folder);
            return property == null ? null : property.credentialsId;
        }

        private static SynchronizationFolderProperty of(ItemGroup<?> group) {
            return group instanceof AbstractFolder<?> folder
                    ? folder.getProperties().get(SynchronizationFolderProperty.class)
                    : null;
        }
    }

    /** The section in the folder's form. Whoever may not configure the folder gets back what they sent. */
    @Extension(optional = true)
    @Symbol("itwinSynchronizationDefaults")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SynchronizationFolderProperty_displayName();
        }

        /** Nothing is stored in a folder that sets nothing. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, @NonNull JSONObject form)
                throws FormException {
            boolean empty = form.optString("server").isBlank()
                    && form.optString("credentialsId").isBlank();
            return empty ? null : super.newInstance(request, form);
        }

        @RequirePOST
        public ListBoxModel doFillServerItems(@AncestorInPath AbstractFolder<?> folder, @QueryParameter String server) {
            return mayConfigure(folder)
                    ? CredentialForm.servers(folder, effective(folder, null), server)
                    : sent(server);
        }

        /** The credentials that jobs in the folder may use for the server. */
        @RequirePOST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath AbstractFolder<?> folder,
                @QueryParameter String server,
                @QueryParameter String credentialsId) {
            return mayConfigure(folder)
                    ? CredentialForm.fill(folder, effective(folder, server), credentialsId)
                    : sent(credentialsId);
        }

        /** Checks the credentials; none are needed. */
        @RequirePOST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath AbstractFolder<?> folder, @QueryParameter String server, @QueryParameter String value) {
            return !mayConfigure(folder) || Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.ok()
                    : CredentialForm.check(folder, effective(folder, server), value);
        }

        /** Anyone can call the methods of a form outside a folder. */
        private static boolean mayConfigure(AbstractFolder<?> folder) {
            return folder != null && folder.hasPermission(Item.CONFIGURE);
        }

        /** If the form has no server, that of the folders above counts, not what is stored in this one so far. */
        private static String effective(AbstractFolder<?> folder, String server) {
            return FolderDefaults.server(folder.getParent() instanceof Item parent ? parent : null, server);
        }

        private static ListBoxModel sent(String value) {
            String chosen = Util.fixNull(value);
            return new ListBoxModel(new ListBoxModel.Option(chosen, chosen));
        }
    }
}
