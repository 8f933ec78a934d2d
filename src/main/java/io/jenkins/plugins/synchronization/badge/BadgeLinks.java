package io.jenkins.plugins.synchronization.badge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Job;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The texts that put a badge into another page.
 *
 * @param root the URL of Jenkins, which ends in a slash
 * @param job the job
 * @param style the name of the badge's shape
 * @param label the text on the left, or null for the usual one
 * @param connection the ID of the connection whose runs count, or null for all
 * @param forAll whether the picture's address is the public one
 */
@Restricted(NoExternalUse.class)
public record BadgeLinks(
        String root,
        Job<?, ?> job,
        String style,
        @CheckForNull String label,
        @CheckForNull String connection,
        boolean forAll) {

    private static final String USUAL_STYLE = "flat";

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
