package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialTest {

    @Test
    void equalSecretsHaveEqualDigests() {
        assertThat(bearer("a").digest()).isEqualTo(bearer("Bearer a").digest());
        assertThat(client("id", "secret").digest())
                .isEqualTo(client("id", "secret").digest());
    }

    @Test
    void differentSecretsHaveDifferentDigests() {
        ServerUrl otherUrl = ServerUrl.QA_TOKENS;

        assertThat(List.of(
                        bearer("a").digest(),
                        bearer("b").digest(),
                        client("id", "secret").digest(),
                        client("id", "secret2").digest(),
                        client("id2", "secret").digest(),
                        client("ids", "ecret").digest(),
                        new Credential.Client("id", "secret", otherUrl).digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSubscriptionIsTheClientWhereItIsKnown() {
        Credential byJwt = new Credential.Bearer(AccessTokenTest.jwt("{\"client_id\":\"service-1\"}"));
        Credential byAnotherJwt = new Credential.Bearer(AccessTokenTest.jwt("{\"client_id\":\"service-1\",\"x\":1}"));

        assertThat(byJwt.subscription())
                .isEqualTo(byAnotherJwt.subscription())
                .isEqualTo(client("service-1", "secret").subscription())
                .isNotEqualTo(client("service-2", "secret").subscription());
        assertThat(bearer("a").subscription()).isNotEqualTo(bearer("b").subscription());
    }

    @Test
    void lineBreaksAroundAClientsIdAndSecretAreNotPartOfThem() {
        Credential.Client pasted = new Credential.Client("id\n", " secret\r\n", ServerUrl.PRODUCTION_TOKENS);

        assertThat(pasted).isEqualTo(client("id", "secret"));
        assertThat(pasted.digest()).isEqualTo(client("id", "secret").digest());
    }

    @Test
    void aSecretIsInNoString() {
        Credential client = client("service-1", "s3cret");

        assertThat(client.toString()).contains("service-1").doesNotContain("s3cret");
        assertThat(client.digest() + client.subscription()).doesNotContain("s3cret");
        assertThat(bearer("s3cret").toString()).doesNotContain("s3cret");
    }

    private static Credential bearer(String token) {
        return new Credential.Bearer(AccessToken.of(token));
    }

    private static Credential client(String id, String secret) {
        return new Credential.Client(id, secret, ServerUrl.PRODUCTION_TOKENS);
    }
}
