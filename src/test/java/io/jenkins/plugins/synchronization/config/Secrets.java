package io.jenkins.plugins.synchronization.config;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ModelObject;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Credentials of tests, and putting them where they belong. */
final class Secrets {

    private Secrets() {}

    static StandardCredentials text(String id, String secret) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(secret));
    }

    static StandardCredentials systemOnly(String id, String secret) {
        return new StringCredentialsImpl(CredentialsScope.SYSTEM, id, null, Secret.fromString(secret));
    }

    static StandardCredentials client(String id, String name, String secret) throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, null, name, secret);
    }

    static StandardCredentials file(String id, String secret) {
        return new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                null,
                "key.txt",
                SecretBytes.fromBytes(secret.getBytes(StandardCharsets.UTF_8)));
    }

    static Domain domain(String hosts) {
        return new Domain("only " + hosts, null, List.of(new HostnameSpecification(hosts, null)));
    }

    static void inSystem(Credentials... credentials) throws IOException {
        inSystem(Domain.global(), credentials);
    }

    static void inSystem(Domain domain, Credentials... credentials) throws IOException {
        add(storeOf(Jenkins.get()), domain, credentials);
    }

    static void inFolder(Folder folder, Credentials... credentials) throws IOException {
        add(storeOf(folder), Domain.global(), credentials);
    }

    static void ofUser(String id, Credentials... credentials) throws IOException {
        User user = User.getById(id, true);
        try (ACLContext as = ACL.as(user)) {
            add(storeOf(user), Domain.global(), credentials);
        }
    }

    static CredentialsStore storeOf(ModelObject context) {
        return CredentialsProvider.lookupStores(context).iterator().next();
    }

    private static void add(CredentialsStore store, Domain domain, Credentials... credentials) throws IOException {
        if (!domain.isGlobal()) {
            store.addDomain(domain);
        }
        for (Credentials credential : credentials) {
            store.addCredentials(domain, credential);
        }
    }
}
