package io.jenkins.plugins.synchronization.badge;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.AccessControlled;
import io.jenkins.plugins.synchronization.engine.badge.Badge;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import io.jenkins.plugins.synchronization.job.BuildRuns;
import io.jenkins.plugins.synchronization.job.JobRuns;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * What a job's badge says to whoever asks for it.
 *
 * @param found whether there is a badge
 * @param look what it says
 * @param forAll whether everybody would get it, so that caches may keep it for all
 */
record BadgeAnswer(boolean found, Presentation look, boolean forAll) {

    private static final int ETAG_BYTES = 12;

    /**
     * The answer to whoever is asking now. Where they may not see the job it is the same as where there is none.
     *
     * @param job the job, or null if there is none of the name
     */
    static BadgeAnswer of(Job<?, ?> job, BadgeRequest wanted) {
        Locale locale = LocaleProvider.getLocale();
        if (!mayBeSeen(job) || (wanted.build() != null && !job.hasPermission(Item.READ))) {
            return nothing(locale);
        }
        JobRuns runs = JobRuns.of(job);
        if (wanted.build() == null) {
            return answer(job, wanted, runs.last(wanted.connection()), locale);
        }
        BuildRuns build = runs.ofBuild(wanted.build(), wanted.connection());
        return build == null ? nothing(locale) : answer(job, wanted, build, locale);
    }

    /** If there is no job, the permission is checked on Jenkins, so that both take the same time. */
    private static boolean mayBeSeen(Job<?, ?> job) {
        AccessControlled asked = job == null ? Jenkins.get() : job;
        return asked.hasPermission(BadgePermission.VIEW_BADGE) && job != null;
    }

    private static BadgeAnswer answer(Job<?, ?> job, BadgeRequest wanted, BuildRuns runs, Locale locale) {
        boolean forAll =
                wanted.build() == null && job.getACL().hasPermission2(Jenkins.ANONYMOUS2, BadgePermission.VIEW_BADGE);
        return new BadgeAnswer(true, runs == null ? Presentation.ofNoRun(locale) : runs.getLook(), forAll);
    }

    private static BadgeAnswer nothing(Locale locale) {
        return new BadgeAnswer(false, Presentation.ofNothing(locale), false);
    }

    /** Sends it: 200, or 304 where the reader has the same already; where nothing was found, 404 and a badge as well. */
    void send(StaplerRequest2 request, StaplerResponse2 response, BadgeRequest wanted) throws IOException {
        String label = wanted.label() == null ? Messages.BadgeAnswer_label() : wanted.label();
        byte[] picture = Badge.svg(label, look, wanted.style()).getBytes(StandardCharsets.UTF_8);
        String tag = tag(picture);
        // A reader may keep it, but has to ask each time: GitHub and its like would show an old one for hours.
        response.setHeader("Cache-Control", forAll ? "public, no-cache" : "private, no-cache");
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (found && isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setStatus(found ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("image/svg+xml;charset=UTF-8");
        response.setContentLength(picture.length);
        response.getOutputStream().write(picture);
    }

    /** Whether a header of RFC 9110, 13.1.2 names the picture. */
    private static boolean isKnown(String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** A weak one: something between may compress the picture. */
    private static String tag(byte[] picture) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(picture);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
