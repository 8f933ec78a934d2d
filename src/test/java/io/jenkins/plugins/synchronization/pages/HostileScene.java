package io.jenkins.plugins.synchronization.pages;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.synchronization.freestyle.SynchronizationRunBuilder;
import io.jenkins.plugins.synchronization.page.HostileRuns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jvnet.hudson.test.JenkinsRule;

/** A job, a build and runs with texts of somebody who means harm, or has an odd taste in names, wherever there can be any. */
final class HostileScene {

    /** Markup, ways out of attributes and scripts, expressions, bidi controls, right-to-left, emoji. */
    static final String TEXT = "\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
            + "<svg/onload=hacked=1></title></textarea></noscript></script><!--\u202Egnp.exe\u2066 שלום עולם 😀 "
            + "javascript:window.hacked=1 ${7*7} {{7*7}} &lt;b&gt; ";

    /** The same within the 100 characters of a run's name. */
    private static final String NAME_OF_RUN =
            "'\"><img src=x onerror=window.hacked=1>\u202Egnp\u2066 שלום 😀 {{7*7}} &lt;b&gt; WWWWWWWWWWWWWWWWWWWW";

    private static final String WORD = "W".repeat(10_000);

    /**
     * All that the name of a job may have. Its display name may have markup as well, but Jenkins 2.541 does not escape that
     * where breadcrumbs are put into a menu.
     */
    private static final String NAME = "a\"b'c (onmouseover=hacked=1) {{7}} \u202Egnp \u2066 שלום 😀 WWWWWWWWWWWW";

    /** Where the job is. */
    static final String JOB =
            "job/" + URLEncoder.encode(NAME, StandardCharsets.UTF_8).replace("+", "%20") + "/";

    private HostileScene() {}

    /** Makes the job, its build, and one more build that waits. */
    static void set(PageJenkins jenkins) throws Throwable {
        String connection = jenkins.api().api().connectionId();
        jenkins.api().play("hostile", running());
        jenkins.run(HostileScene::build);
        jenkins.run(rule -> Scene.start(rule, "hostile-running", connection, "hostile", quoted(NAME_OF_RUN, '\'')));
    }

    /** A run that executes for ever, in a phase that nobody knows. */
    private static String running() {
        return Scenarios.RUNNING.replace("phase: ReferenceFile", "phase: " + quoted(TEXT, '"'))
                + "unknownValues: true\n";
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace("\\", "\\\\").replace("" + quote, "\\" + quote) + quote;
    }

    /** Makes a build of two runs, one of which says nothing but texts; the other is at least a success. */
    private static void build(JenkinsRule rule) throws Exception {
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
