package io.jenkins.plugins.synchronization.pages;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.build.HostileRuns;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jvnet.hudson.test.JenkinsRule;

/** A job, a build and runs with texts of somebody who means harm, or has an odd taste in names, wherever there can be any. */
final class HostileScene {

    /** Markup, ways out of attributes and scripts, expressions, bidi controls, right-to-left, emoji. */
    static final String TEXT = "\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
            + "<svg/onload=hacked=1></title></textarea></noscript></script><!--\u202Egnp.exe\u2066 שלום עולם 😀 "
            + "javascript:window.hacked=1 ${7*7} {{7*7}} &lt;b&gt; ";

    private static final String WORD = "W".repeat(10_000);

    /**
     * All that the name of a job may have. Its display name may have markup as well, but Jenkins 2.541 does not escape that
     * where breadcrumbs are put into a menu.
     */
    private static final String NAME = "a\"b'c (onmouseover=hacked=1) {{7}} \u202Egnp \u2066 שלום 😀 WWWWWWWWWWWW";

    private HostileScene() {}

    /** Where the job is. */
    static String job() {
        return "job/" + URLEncoder.encode(NAME, StandardCharsets.UTF_8).replace("+", "%20") + "/";
    }

    /** Makes a build of two runs, one of which says nothing but texts; the other is at least a success. */
    static void set(JenkinsRule rule) throws Exception {
        FreeStyleProject job = rule.createFreeStyleProject(NAME);
        FreeStyleBuild build = rule.buildAndAssertStatus(Result.SUCCESS, job);
        HostileRuns.record(build, TEXT + WORD, TEXT + WORD, "javascript:window.hacked=1", HostileScene::text);
        SynchronizationRunBuilder builder = new SynchronizationRunBuilder(TEXT, TEXT, TEXT);
        builder.setName(TEXT + WORD);
        builder.setServer(TEXT);
        job.getBuildersList().add(builder);
    }

    private static String text(String field) {
        return field.equals("kbArticleLink") ? "javascript:window.hacked=1" : field + TEXT + WORD;
    }
}
