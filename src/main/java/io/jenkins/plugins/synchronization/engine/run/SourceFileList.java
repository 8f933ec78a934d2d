package io.jenkins.plugins.synchronization.engine.run;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * A page of the list of a storage connection's source files.
 *
 * @param names the last known names of its files, never null
 * @param next the link to the next page as the API sent it, untrusted; or null on the last page
 */
public record SourceFileList(FileNames names, String next) {

    /** Longer responses are cut, and then no list. */
    private static final int MAX_BYTES = 16 << 20;

    /**
     * Reads a response.
     *
     * @param body UTF-8 JSON; not closed
     * @throws NotARunException if it is not such a list
     * @throws IOException if it cannot be read
     */
    public static SourceFileList read(InputStream body) throws IOException {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES);
            return FileNamesReader.read(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JacksonException broken) {
            throw new NotARunException(
                    NotARunException.Reason.NO_RUN,
                    new ReasonText("response.sourceFiles"),
                    RunReader.place(broken.getLocation(), 0));
        }
    }
}
