package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UntrustedText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secrets out of texts from outside: a server, or a gateway before it, may repeat what was sent to it. A secret is
 * found in its own form and form-encoded, whatever its case, and where white space or characters that nobody sees were
 * put into it.
 */
final class Redaction {

    private static final String MARK = "[secret]";

    /** As code points without those that are passed over; the longest first, since one may begin with another. */
    private final List<int[]> secrets;

    private Redaction(String... secrets) {
        this.secrets = Stream.of(secrets)
                .flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .map(Redaction::essence)
                .filter(essence -> essence.length > 0)
                .sorted(Comparator.comparingInt((int[] essence) -> essence.length)
                        .reversed())
                .toList();
    }

    /** For answers to a request with this token. */
    static Redaction of(AccessToken token) {
        return new Redaction(token.value());
    }

    /** For answers to a request for a token, with the credentials of its header for HTTP Basic. */
    static Redaction of(Credential.Client client, String basicCredentials) {
        return new Redaction(client.clientSecret(), basicCredentials);
    }

    /**
     * Makes a text fit to be shown. Secrets are marked before it is cut, since a cut could leave most of one.
     *
     * @param text may be null
     * @param maxLength as of {@link UntrustedText#oneLine}
     * @return null for null, else one line without a secret
     */
    String oneLine(String text, int maxLength) {
        return text == null ? null : UntrustedText.oneLine(marked(text), maxLength);
    }

    private String marked(String text) {
        StringBuilder marked = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = endOfSecret(text, at);
            if (end > at) {
                marked.append(MARK);
                at = end;
            } else {
                int character = text.codePointAt(at);
                marked.appendCodePoint(character);
                at += Character.charCount(character);
            }
        }
        return marked.toString();
    }

    /** Where the secret that begins there ends, or -1. */
    private int endOfSecret(String text, int begin) {
        for (int[] secret : secrets) {
            int end = endOf(secret, text, begin);
            if (end > begin) {
                return end;
            }
        }
        return -1;
    }

    private static int endOf(int[] secret, String text, int begin) {
        int found = 0;
        int at = begin;
        while (found < secret.length && at < text.length()) {
            int character = text.codePointAt(at);
            if (folded(character) == secret[found]) {
                found++;
            } else if (found == 0 || !isPassedOver(character)) {
                return -1;
            }
            at += Character.charCount(character);
        }
        return found == secret.length ? at : -1;
    }

    private static int[] essence(String secret) {
        return secret.codePoints()
                .filter(character -> !isPassedOver(character))
                .map(Redaction::folded)
                .toArray();
    }

    /** All that clean-up removes or turns into a space, and what has no width: it would put a split secret together. */
    private static boolean isPassedOver(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || UntrustedText.isUnfit(character);
    }

    private static int folded(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
