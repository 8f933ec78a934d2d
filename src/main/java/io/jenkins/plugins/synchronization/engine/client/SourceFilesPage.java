package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.FileNames;
import io.jenkins.plugins.synchronization.engine.run.SourceFileList;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A page of the list of a storage connection's source files.
 *
 * @param names the names of its files, never null
 * @param next the request for the next page, or null after the last
 * @param linksElsewhere whether the link to the next page leads to another server or list, where no token is sent
 */
public record SourceFilesPage(FileNames names, ApiRequest<SourceFilesPage> next, boolean linksElsewhere) {

    /** Takes what a page says, and where it was got from. */
    static SourceFilesPage of(SourceFileList list, ConnectionAddress connection, HttpUrl page) {
        if (list.next() == null || list.next().isBlank()) {
            return new SourceFilesPage(list.names(), null, false);
        }
        Optional<HttpUrl> next = Optional.ofNullable(page.resolve(list.next()))
                .filter(link -> isOfSameList(link, connection.server(), page));
        return new SourceFilesPage(
                list.names(),
                next.map(url -> ApiRequest.sourceFiles(
                                connection, url.newBuilder().fragment(null).build()))
                        .orElse(null),
                next.isEmpty());
    }

    /** The token is sent there, and the link is untrusted. */
    private static boolean isOfSameList(HttpUrl link, ServerUrl server, HttpUrl page) {
        return RunLocation.isOf(server, link) && link.encodedPath().equalsIgnoreCase(page.encodedPath());
    }
}
