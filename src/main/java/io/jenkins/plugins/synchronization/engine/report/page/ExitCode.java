package io.jenkins.plugins.synchronization.engine.report.page;

/** A connector's exit code: the API sends an unsigned 32-bit number for what the connector's makers write signed. */
public final class ExitCode {

    private ExitCode() {}

    /** The code as the API's page has it, 0 to 4294967295 where it is a 32-bit number; null for null. */
    public static Long unsigned(Long code) {
        return code != null && code < 0 && code >= Integer.MIN_VALUE ? Long.valueOf(code & 0xFFFF_FFFFL) : code;
    }

    /** The code as a signed number where that differs, such as -1 for 4294967295; else null. */
    public static Integer signed(Long code) {
        Long unsigned = unsigned(code);
        return unsigned != null && unsigned > Integer.MAX_VALUE && unsigned <= 0xFFFF_FFFFL
                ? Integer.valueOf(unsigned.intValue())
                : null;
    }
}
