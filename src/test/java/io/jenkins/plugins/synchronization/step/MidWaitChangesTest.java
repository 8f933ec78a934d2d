package io.jenkins.plugins.synchronization.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.PlayedApi;
import io.jenkins.plugins.synchronization.config.SynchronizationConfiguration;
import io.jenkins.plugins.synchronization.config.SynchronizationServer;
import io.jenkins.plugins.synchronization.model.EndedWait;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** Credentials and servers that change while builds wait, and that differ from folder to folder. */
class MidWaitChangesTest extends StepTesting {

    private static StringCredentialsImpl token(String secret) {
        return new StringCredentialsImpl(
                CredentialsScope.GLOBAL, PlayedApi.TOKEN_ID, "token", Secret.fromString(secret));
    }

    private static CredentialsStore store(ModelObject of) {
        return StreamSupport.stream(CredentialsProvider.lookupStores(of).spliterator(), false)
                .filter(store -> store.getContext() == of)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTokenThatIsRotatedWhileTheBuildWaitsIsUsedWhenTheOldOneEnds() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        api.api().acceptToken("rotated-token");
        store(jenkins.jenkins)
                .updateCredentials(Domain.global(), token(api.api().validToken()), token("rotated-token"));
        api.api().rejectToken(api.api().validToken());
        api.awaitNextPoll();
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
    }

    @Test
    void aClientGetsANewTokenWhenItsTokenEnds() throws Exception {
        try (PlayedApi shortLived = PlayedApi.start("""
                states: [{state: Executing, for: 6s}]
                result: Success
                token: {livesSeconds: 2}
                """)) {
            shortLived.configure();
            WorkflowRun build = jenkins.waitForCompletion(
                    start(shortLived.step("").replace("'itwin'", "'" + PlayedApi.CLIENT_ID + "'")));

            jenkins.assertBuildStatusSuccess(build);
            assertThat(shortLived.api().requests().stream().filter(request -> request.forToken()))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aServerThatIsRenamedWhileTheBuildWaitsIsStillTheServer() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        SynchronizationServer renamed = new SynchronizationServer("renamed", api.url());
        renamed.setTokenUrl(api.api().tokenUrl().toString());
        SynchronizationConfiguration.get().setServers(List.of(renamed));
        api.awaitNextPoll();
        api.finish("Success");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
    }

    @Test
    void aServerThatIsRemovedWhileTheBuildWaitsGetsNoMoreTokens() throws Exception {
        WorkflowRun build = start(api.step(""));
        api.awaitPoll();

        SynchronizationConfiguration.get().setServers(List.of());
        int sent = api.api().requests().size();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("server “played” (" + api.url() + ") was removed", build);
        assertThat(api.api().requests()).hasSize(sent);
        assertThat(SynchronizationAction.of(build).getEndedWaits())
                .extracting(EndedWait::getReason)
                .containsExactly(EndedWait.SERVER_REMOVED);
    }

    @Test
    void aServerThatGetsAnotherUrlWhileAClientWaitsGetsNeitherTokenNorSecret() throws Exception {
        try (PlayedApi shortLived = PlayedApi.start("""
                states: [{state: Executing, for: 24h}]
                result: Success
                token: {livesSeconds: 1}
                """)) {
            shortLived.configure();
            WorkflowRun build = start(shortLived.step("").replace("'itwin'", "'" + PlayedApi.CLIENT_ID + "'"));
            shortLived.awaitPoll();

            SynchronizationConfiguration.get()
                    .setServers(List.of(new SynchronizationServer(PlayedApi.SERVER, "https://elsewhere.example.com")));
            int sent = shortLived.api().requests().size();

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            assertThat(shortLived.api().requests()).hasSize(sent);
        }
    }

    @Test
    void twoFoldersWithTheSameCredentialIdDoNotLendEachOtherTheirTokens() throws Exception {
        Folder good = jenkins.createProject(Folder.class, "good");
        store(good).addCredentials(Domain.global(), token(api.api().validToken()));
        Folder bad = jenkins.createProject(Folder.class, "bad");
        store(bad).addCredentials(Domain.global(), token("wrong"));

        WorkflowRun waits = start(good.createProject(WorkflowJob.class, "job"), api.step(""));
        api.awaitPoll();
        WorkflowRun refused = start(bad.createProject(WorkflowJob.class, "job"), api.step(""));

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(refused));
        jenkins.assertLogContains("401", refused);
        api.finish("Success");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(waits));
    }

    @Test
    void twoServersAreTwoPlaces() throws Exception {
        try (PlayedApi other = PlayedApi.start()) {
            SynchronizationServer second = new SynchronizationServer("second", other.url());
            second.setTokenUrl(other.api().tokenUrl().toString());
            List<SynchronizationServer> servers =
                    new java.util.ArrayList<>(SynchronizationConfiguration.get().getServers());
            servers.add(second);
            SynchronizationConfiguration.get().setServers(servers);
            other.api().acceptToken(api.api().validToken());
            other.finish("Success");
            api.finish("Error");

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(start(api.step("server: 'second'"))));
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(start(api.step(""))));
        }
    }
}
