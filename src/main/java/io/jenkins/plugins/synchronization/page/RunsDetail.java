package io.jenkins.plugins.synchronization.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import java.util.List;
import jenkins.model.details.Detail;
import jenkins.model.details.DetailFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** The runs of a build among the details at the top of its page: one line that leads to the report. */
@Restricted(NoExternalUse.class)
public final class RunsDetail extends Detail {

    private final BuildPage page;

    private RunsDetail(BuildPage page) {
        super(page.getBuild());
        this.page = page;
    }

    @Override
    public String getIconClassName() {
        return page.getIconFileName();
    }

    @Override
    public String getDisplayName() {
        return page.getBrief().getHeadline();
    }

    @Override
    public String getLink() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String root = request == null ? "" : request.getContextPath();
        return root + "/" + page.getBuild().getUrl() + page.getUrlName() + "/";
    }

    /** Adds it to the builds that have something to show. */
    @SuppressWarnings("rawtypes")
    @Extension
    public static final class Factory extends DetailFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @NonNull
        @Override
        public List<RunsDetail> createFor(@NonNull Run build) {
            BuildPage page = BuildPage.of(build);
            return page == null || page.getBrief().getLook() == null ? List.of() : List.of(new RunsDetail(page));
        }
    }
}
