package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.AccessToken;
import io.jenkins.plugins.synchronization.engine.client.ApiFailure;
import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ApiResponse;
import io.jenkins.plugins.synchronization.engine.client.Credential;
import io.jenkins.plugins.synchronization.engine.client.SourceFilesPage;
import io.jenkins.plugins.synchronization.engine.run.FileNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Lists the source files of a connection, page by page, for their names. Each page counts towards the limits of the
 * subscription, and queues with its polls. Whatever happens, it ends after {@link #LIMIT}. Lives on the watcher's thread.
 */
final class NamesListing implements Exchange.Owner<ApiResponse<SourceFilesPage>> {

    /** How many pages are read. */
    static final int MOST_PAGES = 20;

    /** How long it may take: a build whose run has ended waits for it. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final RunWatcher watcher;
    private final WaitRequest request;
    private final CompletableFuture<ListedNames> listed;
    private final CredentialResolution resolution;
    private final String correlationId = UUID.randomUUID().toString();

    private final Set<String> requested = new HashSet<>();
    private ApiRequest<SourceFilesPage> page;
    private FileNames names = FileNames.NONE;
    private Credential credential;
    private boolean renewed;
    private RequestBudget budget;
    private Exchange<ApiResponse<SourceFilesPage>> exchange;
    private Runnable timeout = () -> {};
    private boolean ended;

    /** Takes what is to be completed on the watcher's thread. */
    NamesListing(RunWatcher watcher, WaitRequest request, CompletableFuture<ListedNames> listed) {
        this.watcher = watcher;
        this.request = request;
        this.listed = listed;
        goTo(ApiRequest.sourceFiles(request.address().connection()));
        this.resolution = new CredentialResolution(
                watcher, request.credentials(), request.settings(), (found, failure) -> guarded(() -> use(found)));
    }

    /** Returns false if it was requested before. */
    private boolean goTo(ApiRequest<SourceFilesPage> next) {
        page = next;
        return requested.add(next.toString());
    }

    void begin() {
        guarded(() -> {
            timeout = watcher.scheduler().after(LIMIT, () -> end(ListedNames.Gap.TIMED_OUT, null));
            resolution.resolve();
        });
    }

    private void use(Credential found) {
        if (found == null) {
            end(ListedNames.Gap.CREDENTIAL, null);
            return;
        }
        credential = found;
        budget = watcher.budget(request.address().server(), credential);
        budget.join(request.limits());
        requestPage();
    }

    private void requestPage() {
        exchange = new Exchange<>(watcher, budget, credential, correlationId, this);
        exchange.queue();
    }

    @Override
    public Runnable send(AccessToken token, Consumer<ApiResponse<SourceFilesPage>> receiver) {
        return watcher.send(page, token, correlationId, receiver);
    }

    @Override
    public ApiResponse<SourceFilesPage> failed(ApiFailure failure) {
        return new ApiResponse.Failed<>(failure);
    }

    @Override
    public void delayed() {
        // Not reported: the time limit applies.
    }

    @Override
    public void answered(ApiResponse<SourceFilesPage> response, AccessToken token) {
        if (ended) {
            return;
        }
        if (response instanceof ApiResponse.Failed<SourceFilesPage> failed) {
            failed(failed.failure(), token);
        } else if (response instanceof ApiResponse.Good<SourceFilesPage> good) {
            budget.ended(null, token, request.settings());
            found(good.value());
        }
    }

    private void found(SourceFilesPage found) {
        names = found.names().with(names);
        // The link of the last page may lead to a page that has been read.
        if (found.next() == null || !goTo(found.next())) {
            end(found.linksElsewhere() ? ListedNames.Gap.LINKS_ELSEWHERE : null, null);
        } else if (requested.size() > MOST_PAGES) {
            end(ListedNames.Gap.TOO_LONG, null);
        } else {
            requestPage();
        }
    }

    private void failed(ApiFailure failure, AccessToken token) {
        budget.ended(failure, token, request.settings());
        boolean mayRenew = failure.kind() == ApiFailure.Kind.UNAUTHORIZED && !renewed;
        renewed = true;
        if (mayRenew && watcher.tokens().reject(credential, token)) {
            requestPage();
        } else {
            end(ListedNames.Gap.FAILED, failure);
        }
    }

    @Override
    public void broken(Throwable bug) {
        end(ListedNames.Gap.INTERNAL, null);
    }

    /** Whatever is thrown ends the listing, and nothing else. */
    private void guarded(Runnable step) {
        if (!ended) {
            watcher.attempt(step, this::broken);
        }
    }

    private void end(ListedNames.Gap gap, ApiFailure failure) {
        if (ended) {
            return;
        }
        ended = true;
        watcher.attempt(resolution::close);
        watcher.attempt(timeout);
        if (exchange != null) {
            watcher.attempt(exchange::cancel);
        }
        if (budget != null) {
            watcher.attempt(() -> budget.leave(request.limits()));
        }
        watcher.attempt(() -> listed.complete(new ListedNames(names, gap, failure)));
    }
}
