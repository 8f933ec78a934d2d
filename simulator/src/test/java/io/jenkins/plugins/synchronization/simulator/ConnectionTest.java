package io.jenkins.plugins.synchronization.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.synchronization.simulator.script.Ids;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final String SITE = """
            name: Site
            connection: storage
            connectionId: site
            iModelId: campus
            iTwinId: city
            states: [{state: Executing, for: 5s}]
            result: Success
            jobs:
              - connectorType: DWG
                tasks:
                  - {storageFileId: f1, name: site-plan.dwg}
                  - {storageFileId: f2, name: roads.dwg}
              - connectorType: IFC
                tasks:
                  - {storageFileId: f1, name: site-plan.dwg}
                  - {storageFileId: f3}
            """;

    private final ManualClock clock = new ManualClock();
    private SimulatedApi api;
    private ApiClient client;

    private void start(String scenario) throws Exception {
        api = SimulatedApi.start(SimulatorOptions.of(Scenario.parse(scenario)).withClock(clock));
        client = new ApiClient(api);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private String base() {
        return api.apiUrl() + "/synchronization/imodels/storageconnections/site";
    }

    private HttpResponse<String> send(String path, String... headers) throws Exception {
        HttpRequest.Builder request = client.request(URI.create(base() + path));
        return client.send(headers.length == 0 ? request : request.headers(headers));
    }

    private Map<String, Object> get(String path, String... headers) throws Exception {
        HttpResponse<String> response = send(path, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ApiClient.json(response.body());
    }

    private void startRuns(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(client.send(client.request(URI.create(base() + "/run")).POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(202);
            clock.advance(Duration.ofSeconds(5));
        }
    }

    private static List<Object> ids(Map<String, Object> list) {
        return ApiClient.objects(list, "runs").stream()
                .map(run -> run.get("id"))
                .toList();
    }

    private static Object href(Map<String, Object> parent, String link) {
        Map<String, Object> links = ApiClient.object(parent, "_links");
        return links.containsKey(link) ? ApiClient.object(links, link).get("href") : null;
    }

    @Test
    void aListHasOnlyRunsThatHaveBegun() throws Exception {
        start(SITE);
        assertThat(ids(get("/runs"))).isEmpty();
        client.send(client.request(client.runUrl("storageconnections", "site", api.runId())));

        assertThat(ids(get("/runs"))).containsExactly(api.runId());
    }

    @Test
    void aListIsMinimalUnlessAllIsPreferred() throws Exception {
        start(SITE);
        startRuns(1);

        assertThat(ApiClient.objects(get("/runs"), "runs")).singleElement().satisfies(run -> assertThat(run)
                .containsOnlyKeys("id", "state", "result")
                .containsEntry("state", "Completed")
                .containsEntry("result", "Success"));
        assertThat(get("/runs", "Prefer", "return=minimal")).isEqualTo(get("/runs"));
        assertThat(ApiClient.objects(get("/runs", "Prefer", "return=representation"), "runs"))
                .singleElement()
                .satisfies(run -> assertThat(run).containsKeys("connectionId", "startDateTime", "jobs"));
    }

    @Test
    void aListComesInPagesTheNewestFirst() throws Exception {
        start(SITE);
        startRuns(5);
        List<Object> all = ids(get("/runs"));
        Map<String, Object> first = get("/runs?$top=2");
        Map<String, Object> middle = get("/runs?%24skip=2&%24top=2");
        Map<String, Object> last = get("/runs?$top=2&$skip=4");

        assertThat(all).hasSize(5);
        assertThat(ids(first)).isEqualTo(all.subList(0, 2));
        assertThat(ids(middle)).isEqualTo(all.subList(2, 4));
        assertThat(ids(last)).isEqualTo(all.subList(4, 5));
        assertThat(ids(get("/runs?$skip=9"))).isEmpty();
        assertThat(href(first, "prev")).isNull();
        assertThat(href(first, "next")).isEqualTo(base() + "/runs?$skip=2&$top=2");
        assertThat(href(middle, "self")).isEqualTo(base() + "/runs?$skip=2&$top=2");
        assertThat(href(middle, "prev")).isEqualTo(base() + "/runs?$skip=0&$top=2");
        assertThat(href(last, "next")).isNull();
        assertThat(href(get("/runs"), "self")).isEqualTo(base() + "/runs?$skip=0&$top=100");
    }

    @Test
    void aListMayHaveTheOldestFirst() throws Exception {
        start(SITE + "starting: {list: oldestFirst}\n");
        startRuns(2);
        String newest = (String) href(ApiClient.object(get(""), "connection"), "lastRun");

        assertThat(newest).endsWith("/runs/" + ids(get("/runs")).get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$top=0", "$top=1001", "$skip=-1", "%24top=x", "$top=99999999999"})
    void aPageThatCannotBeIsRefused(String query) throws Exception {
        start(SITE);

        assertThat(send("/runs?" + query).statusCode()).isEqualTo(422);
    }

    @Test
    void aConnectionNamesItsIModelAndItsLastRun() throws Exception {
        start(SITE);
        Map<String, Object> before = ApiClient.object(get(""), "connection");
        startRuns(2);
        Map<String, Object> after = ApiClient.object(get(""), "connection");

        assertThat(before)
                .containsEntry("id", "site")
                .containsEntry("displayName", "Site")
                .containsEntry("iModelId", "campus")
                .containsEntry("iTwinId", "city")
                .containsEntry("authenticationType", "Service");
        assertThat(href(before, "lastRun")).isNull();
        assertThat(href(after, "lastRun"))
                .isEqualTo(base() + "/runs/" + ids(get("/runs")).get(0));
    }

    @Test
    void aStorageConnectionKnowsTheNamesOfItsFiles() throws Exception {
        start(SITE);

        assertThat(ApiClient.objects(get("/sourcefiles", "Prefer", "return=representation"), "sourceFiles"))
                .extracting(ConnectionTest::nameOf, file -> file.get("connectorType"))
                .containsExactly(
                        tuple("f1=site-plan.dwg", "DWG"), tuple("f2=roads.dwg", "DWG"), tuple("f3=null", "IFC"));
        assertThat(ApiClient.objects(get("/sourcefiles"), "sourceFiles"))
                .extracting(ConnectionTest::nameOf, file -> file.get("connectorType"))
                .contains(tuple("f1=site-plan.dwg", null));
    }

    private static String nameOf(Map<String, Object> file) {
        return file.get("storageFileId") + "=" + file.get("lastKnownFileName");
    }

    @Test
    void aFileWithoutAnIdOfItsOwnHasOneThatFollowsFromItsName() throws Exception {
        start("connection: storage\nconnectionId: site\nstates: [{state: Executing, for: 1m}]\nresult: Success\n"
                + "jobs: [{tasks: [{name: site-plan.dwg}, {}, {}]}]\n");

        assertThat(ApiClient.objects(get("/sourcefiles"), "sourceFiles"))
                .hasSize(3)
                .extracting("storageFileId")
                .contains(Ids.guid("site-plan.dwg"));
    }

    @Test
    void theFilesOfAllRunsAreListed() throws Exception {
        start(SITE);
        api.addRun(
                "other", Scenario.parse(SITE.replace("roads.dwg", "renamed.dwg").replace("f1", "f4")));

        assertThat(ApiClient.objects(get("/sourcefiles"), "sourceFiles"))
                .extracting(file -> file.get("storageFileId") + "=" + file.get("lastKnownFileName"))
                .contains("f2=roads.dwg", "f4=site-plan.dwg");
    }

    @Test
    void sourceFilesComeInPages() throws Exception {
        start(SITE);
        Map<String, Object> first = get("/sourcefiles?$top=2");

        assertThat(ApiClient.objects(first, "sourceFiles")).hasSize(2);
        assertThat(href(first, "next")).isEqualTo(base() + "/sourcefiles?$skip=2&$top=2");
    }

    @Test
    void aManifestConnectionKnowsOnlyTheIdsOfItsFiles() throws Exception {
        start(SITE.replace("connection: storage", "connection: manifest").replace("storageFileId", "sourceFileId"));
        URI files = URI.create(api.apiUrl() + "/synchronization/imodels/manifestconnections/site/sourcefiles");

        assertThat(ApiClient.objects(
                        ApiClient.json(client.send(client.request(files)).body()), "sourceFiles"))
                .hasSize(3)
                .allSatisfy(file -> assertThat(file).containsOnlyKeys("id", "sourceFileId"));
    }

    @Test
    void eachKindOfRequestHasItsOwnTroubles() throws Exception {
        start(
                SITE
                        + "troubles: [{at: sourcefiles, onRequests: 2, status: 403}, {at: runs, onRequests: 1, status: 500}]\n");

        assertThat(send("/sourcefiles").statusCode()).isEqualTo(200);
        assertThat(send("/runs").statusCode()).isEqualTo(500);
        assertThat(send("/sourcefiles").statusCode()).isEqualTo(403);
        assertThat(send("/runs").statusCode()).isEqualTo(200);
        assertThat(send("").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownConnectionIsNotFound() throws Exception {
        start(SITE);

        assertThat(send("2").statusCode()).isEqualTo(404);
        assertThat(send("2/runs").body()).contains("\"ConnectionNotFound\"");
        assertThat(send("2/sourcefiles").statusCode()).isEqualTo(404);
    }
}
