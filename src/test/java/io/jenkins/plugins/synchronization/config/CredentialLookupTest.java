package io.jenkins.plugins.synchronization.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsUseListener;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.Functions;
import hudson.model.Fingerprint;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.polling.CredentialException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** How a credential is looked up: on which thread, from slow and broken providers, and that its use is tracked. */
@WithJenkins
class CredentialLookupTest {

    private static JenkinsRule jenkins;
    private ServerTarget production;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void clear() throws Exception {
        production = ClearedConfiguration.get().target(null);
        Uses.SEEN.clear();
        Vault.answer = () -> List.of();
    }

    @Test
    void aSlowProviderHoldsUpNobodyButItsOwnThread() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        Thread[] asked = new Thread[1];
        Vault.answer = () -> {
            asked[0] = Thread.currentThread();
            await(opened);
            return List.of(Secrets.text("in-vault", "kept-well"));
        };

        CompletableFuture<Credential> answer = new BuildCredential(build(), "in-vault", production).resolve();

        assertThat(answer).isNotDone();
        opened.countDown();
        assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(Credential.Bearer.class);
        assertThat(asked[0]).isNotSameAs(Thread.currentThread());
        assertThat(asked[0].isDaemon()).isTrue();
        assertThat(asked[0].getName()).startsWith("itwin-synchronization-credentials");
    }

    @Test
    void lookupsQueueOnceAHundredProvidersHang() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        Vault.answer = () -> {
            await(opened);
            return List.of(Secrets.text("in-vault", "kept-well"));
        };
        FreeStyleBuild build = build();
        List<CompletableFuture<Credential>> answers = Stream.generate(
                        () -> new BuildCredential(build, "in-vault", production).resolve())
                .limit(150)
                .toList();

        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("itwin-synchronization-credentials"))
                .count();
        opened.countDown();

        assertThat(threads).isBetween(2L, 100L);
        for (CompletableFuture<Credential> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(Credential.Bearer.class);
        }
    }

    @Test
    void aProviderThatHangsIsInterruptedAfterTheTimeLimitAndTheCredentialIsNamed() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Vault.answer = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            return List.of();
        };
        try (CredentialTimeLimit limit = CredentialTimeLimit.ofSeconds(1)) {
            BuildCredential credential = new BuildCredential(build(), "in-vault", production);

            assertThatThrownBy(() -> credential.resolve().get(60, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("Credentials “in-vault” could not be looked up within 1 seconds");
        }
        await(interrupted);
    }

    @Test
    void aProviderThatHangsIsInterruptedWhenTheBuildNoLongerWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Vault.answer = () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            return List.of();
        };
        BuildCredential credential = new BuildCredential(build(), "in-vault", production);
        credential.resolve();
        await(asked);

        credential.abandon();

        await(interrupted);
    }

    @Test
    void aProviderThatThrowsAnErrorEndsTheLookup() throws Exception {
        Vault.answer = () -> {
            throw new OutOfMemoryError("unable to create native thread");
        };

        assertThatThrownBy(() -> new BuildCredential(build(), "in-vault", production)
                        .resolve()
                        .get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("java.lang.OutOfMemoryError");
    }

    @Test
    void aProviderThatFailsIsNamedByItsErrorOnly() throws Exception {
        Vault.answer = () -> {
            throw new IllegalStateException("vault says: s3cret", new IOException("s3cret"));
        };
        BuildCredential credential = new BuildCredential(build(), "in-vault", production);

        try (LogRecorder log =
                new LogRecorder().record(CredentialLookup.class, Level.WARNING).capture(10)) {
            assertThatThrownBy(() -> credential.resolve().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessageContaining("“in-vault” could not be read")
                    .hasMessageContaining("java.lang.IllegalStateException")
                    .hasMessageNotContaining("s3cret")
                    .hasNoCause();

            assertThat(log.getRecords()).singleElement().satisfies(record -> assertThat(
                            Functions.printThrowable(record.getThrown()))
                    .contains("java.lang.IllegalStateException", "java.io.IOException", "CredentialLookupTest")
                    .doesNotContain("s3cret"));
        }
    }

    @Test
    void itsUseIsTrackedOnceForABuild() throws Exception {
        Secrets.inSystem(Secrets.text("tracked", "value"));
        FreeStyleBuild first = build();
        FreeStyleBuild second = build();
        BuildCredential oneWait = new BuildCredential(first, "tracked", production);
        for (BuildCredential wait : List.of(oneWait, oneWait, new BuildCredential(first, "tracked", production))) {
            wait.resolve().get(60, TimeUnit.SECONDS);
        }

        assertThat(Uses.SEEN).containsExactly(first.getExternalizableId());
        new BuildCredential(second, "tracked", production).resolve().get(60, TimeUnit.SECONDS);
        assertThat(Uses.SEEN).containsExactly(first.getExternalizableId(), second.getExternalizableId());
        Fingerprint uses = CredentialsProvider.getFingerprintOf(CredentialsProvider.lookupCredentialsInItem(
                        Credentials.class, first.getParent(), ACL.SYSTEM2, List.of())
                .get(0));
        assertThat(uses.getJobs())
                .contains(first.getParent().getFullName(), second.getParent().getFullName());
    }

    private static FreeStyleBuild build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    interface Answer {
        List<? extends Credentials> get();
    }

    /** A place of credentials outside of Jenkins. */
    @TestExtension
    public static final class Vault extends CredentialsProvider {

        static volatile Answer answer = List::of;

        @Override
        public <C extends Credentials> List<C> getCredentialsInItem(
                Class<C> type, Item item, Authentication user, List<DomainRequirement> requirements) {
            return answer.get().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication user, List<DomainRequirement> requirements) {
            return List.of();
        }
    }

    /** Notes which builds used a credential. */
    @TestExtension
    public static final class Uses implements CredentialsUseListener {

        static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();

        @Override
        public void onUse(Credentials credential, Run run) {
            SEEN.add(run.getExternalizableId());
        }

        @Override
        public void onUse(Credentials credential, Node node) {}

        @Override
        public void onUse(Credentials credential, Item item) {}
    }
}
