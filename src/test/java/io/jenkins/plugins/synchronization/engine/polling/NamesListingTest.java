package io.jenkins.plugins.synchronization.engine.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.client.ConnectionType;
import io.jenkins.plugins.synchronization.engine.client.RunAddress;
import io.jenkins.plugins.synchronization.engine.client.ServerUrl;
import io.jenkins.plugins.synchronization.engine.client.SourceFilesPage;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesListingTest {

    private final VirtualWatch watch = new VirtualWatch();
    private int pages;

    private WaitRequest request() {
        RunAddress run = new RunAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, "connection", "run");
        return WaitRequest.begin(run, watch.source, watch.settings, watch.currentLimits, watch.time.now());
    }

    private ListedNames list() {
        CompletableFuture<ListedNames> listed = watch.watcher.fileNames(request());
        watch.until(listed::isDone);
        return listed.join();
    }

    /** Plays a list of so many pages, each with one name. */
    private ApiResponse<SourceFilesPage> page(int last) {
        int number = ++pages;
        return new ApiResponse.Good<>(new SourceFilesPage(
                FileNames.of(Map.of("id-" + number, "file " + number)),
                number == last ? null : pageOf("connection" + number),
                false));
    }

    /** The URL of each page is another one. */
    private static ApiRequest<SourceFilesPage> pageOf(String connection) {
        return ApiRequest.sourceFiles(
                new ConnectionAddress(ServerUrl.PRODUCTION_API, ConnectionType.STORAGE, connection));
    }

    private static ApiResponse<SourceFilesPage> failed(ApiFailure.Kind kind) {
        return new ApiResponse.Failed<>(Answers.failure(kind, null));
    }

    @Test
    void namesComeFromAllPages() {
        watch.api.respond(page -> page(3));

        ListedNames listed = list();

        assertThat(listed.names().toMap()).isEqualTo(Map.of("id-1", "file 1", "id-2", "file 2", "id-3", "file 3"));
        assertThat(log(listed)).isEmpty();
    }

    @Test
    void atMostTwentyPagesAreRead() {
        watch.api.respond(page -> page(1000));
        ListedNames listed = list();

        assertThat(watch.api.requests()).hasSize(NamesListing.MOST_PAGES);
        assertThat(listed.names().size()).isEqualTo(NamesListing.MOST_PAGES);
        assertThat(log(listed))
                .containsExactly("File names are incomplete: the list of source files has more than 20 pages."
                        + " Files without a name are shown by ID.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "connection1", "connection2"})
    void aLinkToAPageThatHasBeenReadIsTheEnd(String back) {
        watch.api.respond(any -> {
            ApiResponse.Good<SourceFilesPage> page = (ApiResponse.Good<SourceFilesPage>) page(1000);
            return pages == 3
                    ? new ApiResponse.Good<>(new SourceFilesPage(page.value().names(), pageOf(back), false))
                    : page;
        });
        ListedNames listed = list();

        assertThat(watch.api.requests()).hasSize(3);
        assertThat(listed.names().size()).isEqualTo(3);
        assertThat(log(listed)).isEmpty();
    }

    @Test
    void aManifestConnectionIsNotListed() {
        assertThat(watch.watcher.fileNames(watch.request("run")).join()).isEqualTo(ListedNames.NONE);
        assertThat(watch.api.requests()).isEmpty();
    }

    @Test
    void aFailureEndsTheListingAndWhatWasFoundCounts() {
        watch.api.respond(page -> pages == 1 ? failed(ApiFailure.Kind.FORBIDDEN) : page(3));
        ListedNames listed = list();

        assertThat(listed.names().toMap()).isEqualTo(Map.of("id-1", "file 1"));
        assertThat(log(listed)).hasSize(1).first().asString().contains("Code: Message");
    }

    @Test
    void aClientsTokenIsRenewedOnce() {
        watch.source = ScriptedSource.client("secret");
        watch.api.respond(page -> watch.api.requests().size() == 1 ? failed(ApiFailure.Kind.UNAUTHORIZED) : page(1));

        assertThat(list().gap()).isNull();
        assertThat(watch.api.requests()).containsExactly(AccessToken.of("issued-1"), AccessToken.of("issued-2"));

        watch.api.respond(page -> failed(ApiFailure.Kind.UNAUTHORIZED));
        assertThat(list().failure().kind()).isEqualTo(ApiFailure.Kind.UNAUTHORIZED);
        assertThat(watch.api.requests()).hasSize(4);
    }

    @Test
    void aTooManyRequestsPausesTheSubscriptionForAll() {
        watch.api.respond(
                page -> new ApiResponse.Failed<>(Answers.failure(ApiFailure.Kind.THROTTLED, Duration.ofMinutes(5))));
        list();
        watch.watcher.watch(request(), watch.listener);
        watch.advance(Duration.ofMinutes(4));
        assertThat(watch.api.asked()).isEmpty();

        watch.advance(Duration.ofMinutes(2));
        assertThat(watch.api.asked()).isNotEmpty();
    }

    @Test
    void itCountsTowardsTheLimitsOfTheSubscription() {
        watch.limits = new RequestLimits(60, 60);
        watch.api.respond(page -> page(20));
        ListedNames listed = list();

        assertThat(listed.gap()).isEqualTo(ListedNames.Gap.TIMED_OUT);
        assertThat(watch.api.requests()).hasSizeLessThan(10);
    }

    @Test
    void itEndsInTimeWhateverNeverComes() {
        watch.api.sendsAtOnce(1);
        watch.api.respond(page -> null);
        assertThat(list().gap()).isEqualTo(ListedNames.Gap.TIMED_OUT);
        assertThat(watch.elapsed()).isEqualTo(NamesListing.LIMIT);

        watch.api.respond(page -> page(1));
        assertThat(list().names().size()).as("the slot is free again").isEqualTo(1);

        watch.source = ScriptedSource.of(any -> new CompletableFuture<>());
        assertThat(list().gap()).isEqualTo(ListedNames.Gap.TIMED_OUT);
    }

    @Test
    void aCredentialThatCannotBeResolvedIsTheWaitsToReport() {
        watch.source = ScriptedSource.of(any -> CompletableFuture.failedFuture(new CredentialException("gone")));

        assertThat(list().gap()).isEqualTo(ListedNames.Gap.CREDENTIAL);
    }

    @Test
    void aBugEndsItAndNothingElse() {
        watch.api.respond(page -> {
            throw new StackOverflowError();
        });
        watch.watcher.watch(request(), watch.listener);
        assertThat(list().gap()).isEqualTo(ListedNames.Gap.INTERNAL);

        watch.api.answer(Answers.completed());
        watch.untilOver();
        assertThat(watch.listener.isOver()).isTrue();
    }

    @Test
    void aLogWritesOneLineHoweverOftenNamesAreMissing() {
        ListedNames missing = new ListedNames(FileNames.NONE, ListedNames.Gap.TIMED_OUT, null);

        assertThat(log(missing, missing, new ListedNames(FileNames.NONE, ListedNames.Gap.INTERNAL, null)))
                .hasSize(1);
    }

    private List<String> log(ListedNames... listed) {
        List<String> lines = new ArrayList<>();
        WaitLog log = new WaitLog(request(), Locale.ENGLISH, watch.time::now, lines::add);
        for (ListedNames one : listed) {
            log.named(one);
        }
        return lines;
    }
}
