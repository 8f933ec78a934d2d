package io.jenkins.plugins.synchronization.pages;

import hudson.model.User;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.HudsonPrivateSecurityRealm;
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;

/** Who looks at pages. */
enum Users {
    /** Sees the pages as they are by default. */
    CLASSIC,
    /** Has switched on the new pages of builds and jobs. */
    NEW;

    /** The name, and the password. */
    String id() {
        return name().toLowerCase(Locale.ROOT) + "-pages";
    }

    /** Makes the users of this Jenkins, who may do everything. */
    static void add() throws IOException {
        HudsonPrivateSecurityRealm realm = new HudsonPrivateSecurityRealm(false, false, null);
        Jenkins jenkins = Jenkins.get();
        jenkins.setSecurityRealm(realm);
        for (Users user : values()) {
            realm.createAccount(user.id(), user.id());
        }
        User.getOrCreateByIdOrFullName(NEW.id())
                .addProperty(new UserExperimentalFlagsProperty(
                        Map.of("new-build-page.flag", "true", "new-job-page.flag", "true")));
        jenkins.setAuthorizationStrategy(new FullControlOnceLoggedInAuthorizationStrategy());
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
    }
}
