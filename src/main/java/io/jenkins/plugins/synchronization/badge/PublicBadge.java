package io.jenkins.plugins.synchronization.badge;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.UnprotectedRootAction;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;

/**
 * Jobs' badges for users who can view them, and perhaps nothing else of this Jenkins: reading Jenkins, the job and its folders
 * is not needed, {@link BadgePermission#VIEW_BADGE} on the job is.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class PublicBadge implements UnprotectedRootAction {

    static final String URL = "synchronization-badge";

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    /** The badge of a job, by the job's full name in the parameter {@code job}. */
    @WebMethod(name = BadgeAction.PICTURE)
    public void doBadge(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        BadgeRequest wanted = BadgeRequest.of(request);
        BadgeAnswer.of(find(request.getParameter("job")), wanted).send(request, response, wanted);
    }

    /** As the system, since folders on the way may not be for the eyes of who asks. */
    private static Job<?, ?> find(String fullName) {
        if (fullName == null || fullName.isBlank()) {
            return null;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(fullName, Job.class);
        }
    }
}
