package io.jenkins.plugins.synchronization.pages;

/** Pages that show what the API, or who set up a job, says. */
enum Hostile {
    REPORT("1/synchronization/run/1/"),
    RUN_LIST("1/synchronization/"),
    BUILD("1/"),
    BUILD_NEW("1/", Users.NEW),
    JOB(""),
    JOB_NEW("", Users.NEW),
    FREESTYLE("configure");

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
        return HostileScene.job() + path;
    }

    Users user() {
        return user;
    }
}
