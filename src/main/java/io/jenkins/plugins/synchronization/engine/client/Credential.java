package io.jenkins.plugins.synchronization.engine.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** A resolved credential: a bearer token, or an OAuth client that gets tokens. No string that it makes has a secret. */
public sealed interface Credential {

    /**
     * What distinguishes two credentials without revealing what they are: equal for equal secrets, different after a
     * restart; never null. Kept in memory only.
     */
    String digest();

    /** Whose requests the API counts together: the OAuth client where it is known, else the credential itself. */
    String subscription();

    /** A token that is used as it is; not null. */
    record Bearer(AccessToken token) implements Credential {
        @Override
        public String digest() {
            return Digests.of("bearer", token.value());
        }

        @Override
        public String subscription() {
            return token.clientId().map(id -> "client " + id).orElseGet(this::digest);
        }
    }

    /**
     * An OAuth 2.0 client (RFC 6749, section 4.4).
     *
     * @param clientId its id, not null; white space around it, such as the line break at the end of a file, is removed
     * @param clientSecret its secret, not null; the same is removed from it
     * @param tokenUrl where it gets tokens, not null
     */
    record Client(String clientId, String clientSecret, ServerUrl tokenUrl) implements Credential {

        /** Removes what editors, files and vaults add. */
        public Client {
            clientId = clientId.strip();
            clientSecret = clientSecret.strip();
        }

        @Override
        public String digest() {
            return Digests.of("client", tokenUrl.toString(), clientId, clientSecret);
        }

        @Override
        public String subscription() {
            return "client " + clientId;
        }

        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "Client[clientId=" + clientId + ", tokenUrl=" + tokenUrl + "]";
        }
    }

    /** Salted digests, so that one that leaks into a heap dump's index cannot be compared with anything. */
    final class Digests {
        private static final byte[] SALT =
                (UUID.randomUUID() + " " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);

        private Digests() {}

        private static String of(String... parts) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(SALT);
                for (String part : parts) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
                    digest.update((byte) ':');
                    digest.update(bytes);
                }
                return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
            } catch (NoSuchAlgorithmException everyJavaHasIt) {
                throw new IllegalStateException(everyJavaHasIt);
            }
        }
    }
}
