package io.jenkins.plugins.synchronization.engine.run;

/** A value of one of the API's lists of names, such as {@code Completed} in "Execution State". */
public interface ApiTerm {

    /** The name exactly as the API's page writes it; never null. */
    String text();
}
