package io.jenkins.plugins.synchronization.engine.run;

/** The connectors that the API's page lists. Others exist; their names are kept as they come. */
public enum ConnectorType implements ApiTerm {
    AUTOPLANT,
    CIVIL,
    CIVIL3D,
    DWG,
    GEOSPATIAL,
    IFC,
    MSTN,
    NWD,
    OBD,
    OPENTOWER,
    REVIT,
    SPPID,
    SPXREVIEW;

    @Override
    public String text() {
        return name();
    }
}
