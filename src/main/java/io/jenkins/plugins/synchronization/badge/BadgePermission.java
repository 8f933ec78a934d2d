package io.jenkins.plugins.synchronization.badge;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The permission to see how a job's synchronization runs ended, and nothing else of it. In a group of its own, since
 * other plugins have permissions for badges in the group of jobs.
 */
@Restricted(NoExternalUse.class)
public final class BadgePermission {

    /** The group; its id is what configuration as code calls it. */
    public static final PermissionGroup GROUP =
            new PermissionGroup("Synchronization", BadgePermission.class, Messages._BadgePermission_Group());

    /** To see a job's badge. Whoever may read the job may. */
    public static final Permission VIEW_BADGE =
            new Permission(GROUP, "ViewBadge", Messages._BadgePermission_ViewBadge(), Item.READ, PermissionScope.ITEM);

    private BadgePermission() {}

    /** Makes the permission known before a configuration grants it. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        VIEW_BADGE.getId();
    }
}
