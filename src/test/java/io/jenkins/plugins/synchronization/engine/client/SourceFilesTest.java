package io.jenkins.plugins.synchronization.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {

    private static final String PATH = "/synchronization/imodels/storageconnections/connection-1/sourcefiles";

    @RegisterExtension
    final LoopbackApi api = new LoopbackApi();

    private ConnectionAddress connection() {
        return new ConnectionAddress(api.address().server(), ConnectionType.STORAGE, "connection-1");
    }

    private ApiResponse<SourceFilesPage> list(ApiRequest<SourceFilesPage> page) {
        CompletableFuture<ApiResponse<SourceFilesPage>> response = new CompletableFuture<>();
        api.client().send(page, LoopbackApi.TOKEN, LoopbackApi.CORRELATION_ID, response::complete);
        return LoopbackApi.join(response);
    }

    private SourceFilesPage page(ApiRequest<SourceFilesPage> request) {
        return ((ApiResponse.Good<SourceFilesPage>) list(request)).value();
    }

    private ApiFailure failure() {
        return ((ApiResponse.Failed<SourceFilesPage>) list(ApiRequest.sourceFiles(connection()))).failure();
    }

    private SourceFilesPage pageWithNext(String link) {
        api.server()
                .enqueue(new MockResponse()
                        .setBody("{\"sourceFiles\":[{\"storageFileId\":\"s-1\",\"lastKnownFileName\":\"a.ifc\"}],"
                                + "\"_links\":{\"next\":{\"href\":\"" + link + "\"}}}"));
        return page(ApiRequest.sourceFiles(connection()));
    }

    @Test
    void theListOfAStorageConnectionIsRequestedAsARunIs() throws InterruptedException {
        SourceFilesPage found = pageWithNext(PATH + "?$skip=100");

        assertThat(found.names()).isEqualTo(FileNames.of(Map.of("s-1", "a.ifc")));
        assertThat(found.linksElsewhere()).isFalse();
        RecordedRequest request = api.server().takeRequest();
        assertThat(request.getPath()).isEqualTo(PATH);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer a-good-token");
        assertThat(request.getHeader("X-Correlation-Id")).isEqualTo(LoopbackApi.CORRELATION_ID);

        api.server().enqueue(new MockResponse().setBody("{\"sourceFiles\":[]}"));
        assertThat(page(found.next())).isEqualTo(new SourceFilesPage(FileNames.NONE, null, false));
        assertThat(api.server().takeRequest().getPath()).isEqualTo(PATH + "?$skip=100");
    }

    @Test
    void theNextPageIsOfTheSameListWhateverTheSpellingOfItsPath() {
        String other = "/Synchronization/iModels/storageConnections/connection-1/sourceFiles?$skip=2#x";

        assertThat(pageWithNext(other).next())
                .hasToString("GET " + api.address().server() + other.substring(0, other.length() - 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com" + PATH,
                "http://127.0.0.1:1" + PATH,
                "//evil.example.com" + PATH,
                "/synchronization/imodels/storageconnections/other/sourcefiles",
                "../runs",
                "http://127.0.0.1:80:80/",
                "javascript:alert(1)"
            })
    void aLinkThatLeadsElsewhereIsNotFollowed(String link) {
        SourceFilesPage found = pageWithNext(link);

        assertThat(found.next()).isNull();
        assertThat(found.linksElsewhere()).isTrue();
        assertThat(found.names().size()).isEqualTo(1);
    }

    @Test
    void aLinkWithAPasswordIsNotFollowed() {
        String server = api.address().server().toString();
        assertThat(pageWithNext(server.replace("//", "//user:pass@") + PATH).next())
                .isNull();
    }

    @Test
    void aRefusalIsReadAsThatOfARunAndATokenInItIsRemoved() {
        api.server()
                .enqueue(
                        new MockResponse()
                                .setResponseCode(403)
                                .setBody(
                                        "{\"error\":{\"code\":\"InsufficientPermissions\",\"message\":\"a-good-token may not\"}}"));

        ApiFailure failure = failure();
        assertThat(failure.kind()).isEqualTo(ApiFailure.Kind.FORBIDDEN);
        assertThat(failure.code()).isEqualTo("InsufficientPermissions");
        assertThat(failure.message()).doesNotContain("a-good-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"sourceFiles\":[{"})
    void aResponseThatIsNoListIsAFailure(String body) {
        api.server().enqueue(new MockResponse().setBody(body));

        assertThat(failure().kind()).isEqualTo(ApiFailure.Kind.NOT_A_RUN);
    }
}
