package io.jenkins.plugins.synchronization.simulator.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Makes ids as the API has them: 40 hexadecimal digits, the same in each run of the simulator. */
public final class Ids {

    private Ids() {}

    /** A GUID that follows from a text: 36 lower-case characters. */
    public static String guid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** An id that follows from that of what it belongs to, and its place there. */
    public static String derived(String seed, int index) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((seed + "/" + index).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-1.", e);
        }
    }
}
