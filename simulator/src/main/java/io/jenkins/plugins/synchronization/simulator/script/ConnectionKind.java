package io.jenkins.plugins.synchronization.simulator.script;

/** The two kinds of connection that have runs of the same shape. */
public enum ConnectionKind {
    /** A manifest connection; its tasks have a {@code sourceFileId}. */
    MANIFEST("manifestconnections", "sourceFileId", "ManifestConnection"),
    /** A storage connection; its tasks have a {@code storageFileId}. */
    STORAGE("storageconnections", "storageFileId", "StorageConnection");

    private final String pathSegment;
    private final String fileIdField;
    private final String apiName;

    ConnectionKind(String pathSegment, String fileIdField, String apiName) {
        this.pathSegment = pathSegment;
        this.fileIdField = fileIdField;
        this.apiName = apiName;
    }

    /** The segment of the path before the connection id: lower case, as the API's page writes it. */
    public String pathSegment() {
        return pathSegment;
    }

    /** The field of a task that names its file: the name of the JSON field. */
    public String fileIdField() {
        return fileIdField;
    }

    /**
     * The name within the API's error codes. The page documents those of manifest connections; those of storage
     * connections are formed alike.
     *
     * @return the name in camel case
     */
    public String apiName() {
        return apiName;
    }
}
