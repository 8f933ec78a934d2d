package io.jenkins.plugins.synchronization.config;

import hudson.Util;
import okhttp3.HttpUrl;

/** The template of a web page for a run, with {@code {connectionId}} and {@code {runId}} in its path or query. */
final class RunLink {

    private static final String CONNECTION_ID = "{connectionId}";
    private static final String RUN_ID = "{runId}";
    private static final int MAX_LENGTH = 2048;

    private final String template;

    private RunLink(String template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is no http or https URL, has a user name or password, has a placeholder
     *     in its host or one that is not known; the message says which
     */
    static RunLink parse(String template) {
        RunLink link = new RunLink(template);
        boolean tooLong = template.length() > MAX_LENGTH;
        HttpUrl one = tooLong ? null : HttpUrl.parse(link.filled("a", "a"));
        HttpUrl other = tooLong ? null : HttpUrl.parse(link.filled("b", "b"));
        if (one == null || other == null) {
            throw new IllegalArgumentException(Messages.RunLink_NotAUrl());
        }
        if (!one.username().isEmpty() || !one.password().isEmpty()) {
            throw new IllegalArgumentException(Messages.RunLink_UserInfo());
        }
        if (!one.host().equals(other.host())) {
            throw new IllegalArgumentException(Messages.RunLink_PlaceholderInHost());
        }
        String rest = link.filled("", "");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw new IllegalArgumentException(Messages.RunLink_UnknownPlaceholder());
        }
        return link;
    }

    /** The link for a run, as a browser would write it; the ids are percent-encoded. */
    String of(String connectionId, String runId) {
        return HttpUrl.get(filled(connectionId, runId)).toString();
    }

    private String filled(String connectionId, String runId) {
        return template.replace(CONNECTION_ID, Util.rawEncode(connectionId)).replace(RUN_ID, Util.rawEncode(runId));
    }
}
