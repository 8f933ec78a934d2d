package io.jenkins.plugins.synchronization.engine.run;

/** The connectors that the API's page lists. Others exist; their names are kept as they come. */
public enum ConnectorType implements ApiTerm {
    AUTOPLANT("AUTOPLANT"),
    CIVIL("CIVIL"),
    CIVIL3D("CIVIL3D"),
    DWG("DWG"),
    GEOSPATIAL("GEOSPATIAL"),
    IFC("IFC"),
    MSTN("MSTN"),
    NWD("NWD"),
    OBD("OBD"),
    OPENTOWER("OPENTOWER"),
    REVIT("REVIT"),
    SPPID("SPPID"),
    SPXREVIEW("SPXREVIEW");

    private final String text;

    ConnectorType(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
