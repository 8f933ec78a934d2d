package io.jenkins.plugins.synchronization.simulator.script;

/** The two kinds of connection that have runs of the same shape. */
public enum ConnectionKind {
    /** A manifest connection; its tasks have a {@code sourceFileId}. */
    MANIFEST("manifestconnections", "runs", "sourceFileId", "ManifestConnection", "ManifestConnection"),
    /** A storage connection; its tasks have a {@code storageFileId}. */
    STORAGE("storageconnections", "run", "storageFileId", "StorageConnection", "Connection");

    private final String pathSegment;
    private final String startSegment;
    private final String fileIdField;
    private final String apiName;
    private final String missingName;

    ConnectionKind(String pathSegment, String startSegment, String fileIdField, String apiName, String missingName) {
        this.pathSegment = pathSegment;
        this.startSegment = startSegment;
        this.fileIdField = fileIdField;
        this.apiName = apiName;
        this.missingName = missingName;
    }

    /** The segment of the path before the connection id, in lower case. */
    public String pathSegment() {
        return pathSegment;
    }

    /** The segment of the path after the connection id to which a start is posted. */
    public String startSegment() {
        return startSegment;
    }

    /** The JSON field of a task that names its file. */
    public String fileIdField() {
        return fileIdField;
    }

    /** The name within the codes {@code …NotFound} and {@code …RunNotFound}: storage connections are just connections there. */
    public String missingName() {
        return missingName;
    }

    /** The name within the API's other codes: those of manifest connections are documented, the others are formed alike. */
    public String apiName() {
        return apiName;
    }
}
