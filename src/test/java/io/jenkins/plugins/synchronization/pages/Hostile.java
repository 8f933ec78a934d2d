package io.jenkins.plugins.synchronization.pages;

/** Pages that show what the API, or who set up a job, says. */
enum Hostile {
    REPORT(HostileScene.JOB + "1/synchronization/run/1/"),
    RUN_LIST(HostileScene.JOB + "1/synchronization/"),
    BUILD(HostileScene.JOB + "1/"),
    BUILD_NEW(HostileScene.JOB + "1/", Users.NEW),
    JOB(HostileScene.JOB),
    JOB_NEW(HostileScene.JOB, Users.NEW),
    TREND(HostileScene.JOB + "synchronization-trend/"),
    BADGE(HostileScene.JOB + "synchronization/"),
    FREESTYLE(HostileScene.JOB + "configure"),
    WAITS("manage/synchronization-waits/"),
    LIVE("job/hostile-running/1/synchronization/"),
    LIVE_BUILD("job/hostile-running/1/");

    private final String path;
    private final Users user;

    Hostile(String path) {
        this(path, Users.CLASSIC);
    }

    Hostile(String path, Users user) {
        this.path = path;
        this.user = user;
    }

    String path() {
        return path;
    }

    /** Whether it shows texts of the API, or only the job's name. */
    boolean showsTexts() {
        return this != JOB && this != JOB_NEW && this != TREND && this != BADGE;
    }

    Users user() {
        return user;
    }
}
