package io.jenkins.plugins.synchronization.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/**
 * The fields of jobs' forms that choose a server and a credential. What it lists is what the job may use; whoever may
 * neither configure the job nor use its credentials gets back what they sent.
 */
public final class CredentialForm {

    private static final CredentialsMatcher FOR_JOBS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    private CredentialForm() {}

    /**
     * The credentials that a job may use with a server.
     *
     * @param item the job, or the folder that it will be in; null where there is none, for administrators only
     * @param server the server's name; null or blank for the default one
     * @param current the id chosen so far, which is always listed; may be null
     */
    public static ListBoxModel fill(Item item, String server, String current) {
        String chosen = Util.fixNull(current);
        StandardListBoxModel list = new StandardListBoxModel();
        if (!maySee(item)) {
            return list.includeCurrentValue(chosen);
        }
        list.includeEmptyValue();
        try {
            ServerTarget target = SynchronizationConfiguration.get().target(server);
            for (Authentication user : users(item)) {
                list.includeMatchingAs(
                        user, item, StringCredentials.class, CredentialChoice.sentTo(target.api()), FOR_JOBS);
                list.includeMatchingAs(
                        user,
                        item,
                        StandardUsernamePasswordCredentials.class,
                        CredentialChoice.sentTo(target.tokens()),
                        FOR_JOBS);
            }
        } catch (ServerException unusable) {
            // There is no place that a credential could be sent to; the check of the server's field says why.
            return list.includeCurrentValue(chosen);
        }
        return list.includeCurrentValue(chosen);
    }

    /**
     * Checks that a job may use a credential with a server.
     *
     * @param item as for {@link #fill}
     * @param server as for {@link #fill}
     * @param credentialsId the id, or {@code ${NAME}} for a credentials parameter; may be null
     * @return an error that says what is wrong
     */
    public static FormValidation check(Item item, String server, String credentialsId) {
        if (!maySee(item)) {
            return FormValidation.ok();
        }
        String id = Util.fixEmptyAndTrim(credentialsId);
        if (id == null) {
            return FormValidation.error(Messages.Credential_NoId());
        }
        if (id.startsWith("${") && id.endsWith("}")) {
            return FormValidation.ok(Messages.Credential_Parameter());
        }
        try {
            ServerTarget target = SynchronizationConfiguration.get().target(server);
            choose(item, id, target);
            return FormValidation.ok();
        } catch (ServerException | CredentialException unusable) {
            return FormValidation.error(unusable.getMessage());
        }
    }

    /** The credential that the builds of an item would find; a refusal says why there is none. */
    static StandardCredentials choose(Item item, String id, ServerTarget target) throws CredentialException {
        return new CredentialChoice(id, target)
                .choose(
                        requirements -> find(users(item), item, id, requirements),
                        () -> find(List.of(ACL.SYSTEM2), item, id, List.of()) != null);
    }

    /**
     * The credential that belongs to an item, or to the current user: what a user who configures the item may use now,
     * in a form. What a build finds, as the user whom it runs as, is theirs alone.
     */
    static StandardCredentials chooseForForm(Item item, String id, ServerTarget target, Authentication asking)
            throws CredentialException {
        return new CredentialChoice(id, target)
                .choose(requirements -> find(List.of(asking, ACL.SYSTEM2), item, id, requirements), () -> false);
    }

    private static StandardCredentials find(
            List<Authentication> users, Item item, String id, List<DomainRequirement> requirements) {
        for (Authentication user : users) {
            StandardCredentials found = CredentialsProvider.findCredentialByIdInItem(
                    id, StandardCredentials.class, item, user, requirements);
            if (found != null && FOR_JOBS.matches(found)) {
                return found;
            }
        }
        return null;
    }

    /**
     * The servers that a job may name.
     *
     * @param item as for {@link #fill}
     * @param inherited the name of the server that a folder sets; null for the default of the global configuration
     * @param current the name chosen so far, which is always listed; may be null
     */
    public static ListBoxModel servers(Item item, String inherited, String current) {
        String chosen = Util.fixNull(current);
        ListBoxModel list = new ListBoxModel();
        if (maySee(item)) {
            Servers known = SynchronizationConfiguration.get().known();
            list.add(Messages.CredentialForm_DefaultServer(inherited == null ? known.defaultName() : inherited), "");
            known.names().forEach(list::add);
        }
        if (list.stream().noneMatch(option -> option.value.equals(chosen))) {
            list.add(chosen);
        }
        return list;
    }

    private static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** Whose credentials a build of a job may use, as {@link CredentialsProvider#findCredentialById} finds them. */
    private static List<Authentication> users(Item item) {
        List<Authentication> users = new ArrayList<>();
        if (item instanceof Queue.Task task) {
            Authentication user = Tasks.getAuthenticationOf2(task);
            users.add(user);
            if (ACL.SYSTEM2.equals(user) || !item.hasPermission2(user, CredentialsProvider.USE_ITEM)) {
                return users;
            }
        }
        users.add(ACL.SYSTEM2);
        return users;
    }
}
