package io.jenkins.plugins.synchronization;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.tasks.Mailer;
import hudson.util.Secret;
import io.jenkins.plugins.synchronization.model.SynchronizationAction;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The examples in docs/pipeline.md that send a message, with a mail server and a webhook, where a run has not succeeded. */
@WithJenkins
class MessageExamplesTest {

    private static String example(String with) throws Exception {
        return DocumentationTest.blocks("docs/pipeline.md", "groovy")
                .filter(block -> block.contains(with))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMailNamesTheJobTheSummaryAndTheReport(JenkinsRule jenkins) throws Exception {
        GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        try (PlayedApi api = PlayedApi.start(PlayedApi.ended("PartialSuccess"))) {
            api.configure();
            Mailer.DescriptorImpl mailer = Mailer.descriptor();
            mailer.setSmtpHost("127.0.0.1");
            mailer.setSmtpPort(Integer.toString(mail.getSmtp().getPort()));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "Main Station");
            job.addProperty(new ParametersDefinitionProperty(
                    new StringParameterDefinition("CONNECTION"), new StringParameterDefinition("RUN")));
            job.setDefinition(new CpsFlowDefinition(example("mail to:"), true));

            WorkflowRun build = jenkins.assertBuildStatus(
                    Result.UNSTABLE,
                    job.scheduleBuild2(
                            0,
                            new ParametersAction(
                                    new StringParameterValue(
                                            "CONNECTION", api.api().connectionId()),
                                    new StringParameterValue("RUN", api.api().runId()))));

            assertThat(mail.getReceivedMessages()).hasSize(1);
            MimeMessage message = mail.getReceivedMessages()[0];
            assertThat(message.getSubject())
                    .startsWith("Main Station: PartialSuccess in")
                    .contains("1 of 3 tasks failed");
            assertThat(GreenMailUtil.getBody(message)).contains(reportPath(build));
        } finally {
            mail.stop();
        }
    }

    @Test
    void theChatGetsTheSummaryAndTheReport(JenkinsRule jenkins) throws Exception {
        try (PlayedApi api = PlayedApi.start(PlayedApi.ended("Error"));
                MockWebServer chat = new MockWebServer()) {
            api.configure();
            chat.enqueue(new MockResponse());
            CredentialsProvider.lookupStores(jenkins.jenkins)
                    .iterator()
                    .next()
                    .addCredentials(
                            Domain.global(),
                            new StringCredentialsImpl(
                                    CredentialsScope.GLOBAL,
                                    "chat",
                                    "webhook",
                                    Secret.fromString(chat.url("/hook").toString())));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(
                    "MODEL = '%s'; id = '%s'\n"
                                    .formatted(
                                            api.api().connectionId(), api.api().runId())
                            + example("--header"),
                    true));

            WorkflowRun build = jenkins.buildAndAssertSuccess(job);

            RecordedRequest request = chat.takeRequest(30, TimeUnit.SECONDS);
            assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(request.getBody().readUtf8())
                    .startsWith("{\"text\":\"Error in ")
                    .contains("1 of 3 tasks failed", reportPath(build));
        }
    }

    private static String reportPath(WorkflowRun build) {
        return SynchronizationAction.of(build).getRuns().get(0).getReportPath();
    }
}
