package io.jenkins.plugins.synchronization.engine.polling;

import io.jenkins.plugins.synchronization.engine.client.ApiRequest;
import io.jenkins.plugins.synchronization.engine.client.ConnectionAddress;
import io.jenkins.plugins.synchronization.engine.run.ListedRun;
import io.jenkins.plugins.synchronization.engine.run.RunList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lists the runs of a connection, page by page. Lives on the watcher's thread. */
final class RunLists {

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 50;

    /**
     * What was listed.
     *
     * @param runs by ID, in the list's order
     * @param complete whether there are no more
     */
    record Listed(Map<String, ListedRun> runs, boolean complete) {}

    private final RequestSession session;
    private final ConnectionAddress connection;
    private final boolean whole;
    private final Consumer<Listed> receiver;
    private final Map<String, ListedRun> runs = new LinkedHashMap<>();
    private int skip;
    private int pages;

    private RunLists(RequestSession session, ConnectionAddress connection, boolean whole, Consumer<Listed> receiver) {
        this.session = session;
        this.connection = connection;
        this.whole = whole;
        this.receiver = receiver;
    }

    /** Lists all runs; whole ones have their start times. */
    static void request(
            RequestSession session, ConnectionAddress connection, boolean whole, Consumer<Listed> receiver) {
        new RunLists(session, connection, whole, receiver).next();
    }

    private void next() {
        session.send(ApiRequest.runs(connection, skip, PAGE, whole), this::arrived, null);
    }

    private void arrived(RunList page) {
        int before = runs.size();
        page.runs().forEach(run -> runs.put(run.id(), run));
        skip += page.entries();
        pages++;
        // A server may send fewer than it was asked for, and one that knows no paging sends the same page again.
        boolean mayGoOn = page.hasNext() == null || page.hasNext() || page.entries() >= PAGE;
        boolean more = runs.size() > before && mayGoOn;
        if (more && pages < MAX_PAGES) {
            next();
        } else {
            receiver.accept(new Listed(runs, !more));
        }
    }
}
