package io.jenkins.plugins.synchronization.badge;

import hudson.Util;
import hudson.model.Job;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The texts that put a badge into another page. */
@Restricted(NoExternalUse.class)
public final class BadgeLinks {

    private static final String USUAL_STYLE = "flat";

    private final String root;
    private final Job<?, ?> job;
    private final String style;
    private final String label;
    private final String connection;
    private final boolean forAll;

    /** The label and the connection may be null; the root ends in a slash. */
    BadgeLinks(String root, Job<?, ?> job, String style, String label, String connection, boolean forAll) {
        this.root = root;
        this.job = job;
        this.style = style;
        this.label = label;
        this.connection = connection;
        this.forAll = forAll;
    }

    /** The picture's address. */
    public String getUrl() {
        String parameters = parameters(style.equals(USUAL_STYLE) ? null : style);
        if (forAll) {
            return root + PublicBadge.URL + "/" + BadgeAction.PICTURE + "?job="
                    + encoded(job.getFullName()).replace("%2F", "/") + (parameters.isEmpty() ? "" : "&" + parameters);
        }
        return root + job.getUrl() + BadgeAction.URL + "/" + BadgeAction.PICTURE
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The picture as a link to the job, in Markdown. */
    public String getMarkdown() {
        String alternative = alternative().replaceAll("([\\\\\\[\\]`*_<>&!])", "\\\\$1");
        return "[![" + alternative + "](" + unbracketed(getUrl()) + ")](" + unbracketed(root + job.getUrl()) + ")";
    }

    /** The picture as a link to the job, in HTML. */
    public String getHtml() {
        return "<a href=\"" + Util.escape(root + job.getUrl()) + "\"><img alt=\"" + Util.escape(alternative())
                + "\" src=\"" + Util.escape(getUrl()) + "\"></a>";
    }

    /** The parameters of the address for a style, which may be null; empty if there are none. */
    String parameters(String wantedStyle) {
        List<String> parameters = new ArrayList<>();
        add(parameters, "style", wantedStyle);
        add(parameters, "connection", connection);
        add(parameters, "label", label);
        return String.join("&", parameters);
    }

    private String alternative() {
        return label == null || label.isEmpty() ? Messages.BadgeAnswer_label() : label;
    }

    private static void add(List<String> parameters, String name, String value) {
        if (value != null) {
            parameters.add(name + "=" + encoded(value));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A bracket in a job's name would end an address in Markdown. */
    private static String unbracketed(String address) {
        return address.replace("(", "%28").replace(")", "%29");
    }
}
