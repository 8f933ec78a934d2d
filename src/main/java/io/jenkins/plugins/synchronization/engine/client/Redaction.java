package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.Sanitizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes secrets out of texts from outside: a server, or a gateway before it, may repeat what was sent to it. A secret is
 * found in any case, cut, in Base64, percent-encoded or escaped for HTML or JSON, and where white space or characters
 * that are invisible were put into it.
 *
 * <p>Any run of {@value #RUN} characters of a secret counts, of a shorter secret all but one character (of one with up to
 * {@value #SHORT}, all). The cost grows with the length of the text, not with that of the secret: such a run has one of the
 * secret's {@link Gram}s whole, and only these are looked up.
 */
final class Redaction {

    private static final String MARK = "[secret]";
    private static final int RUN = 16;
    private static final int SHORT = 8;

    /** Fewer characters are in many words. */
    private static final int SHORTEST_BASE64 = 6;

    /** Bounds the work for a secret that repeats itself. */
    private static final int MAX_PLACES = 8;

    /** Where a piece of a secret is in it. */
    private record Gram(String secret, int at) {}

    /** A part of a text. */
    private record Span(int begin, int end) {}

    private final List<String> secrets;
    private final boolean beginsWithPlus;

    /** By the length of the pieces, made when the first text comes. */
    private Map<Integer, Map<String, List<Gram>>> grams;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
        beginsWithPlus = secrets.stream().anyMatch(secret -> secret.startsWith("+"));
    }

    /** For responses to a request with this token. */
    static Redaction of(AccessToken token) {
        List<String> secrets = new ArrayList<>();
        addForms(secrets, token.value());
        return new Redaction(secrets);
    }

    /** For responses to a request for a token, with the credentials of its header for HTTP Basic. */
    static Redaction of(Credential.Client client, String basicCredentials) {
        List<String> secrets = new ArrayList<>();
        addForms(secrets, client.clientSecret());
        byte[] both = (client.clientId() + ":" + client.clientSecret()).getBytes(StandardCharsets.UTF_8);
        secrets.add(basicCredentials.replace("=", ""));
        secrets.add(Base64.getEncoder().withoutPadding().encodeToString(both));
        secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(both));
        return new Redaction(secrets);
    }

    /** A secret, and what Base64 makes of it at each of the three places where it can begin. */
    private static void addForms(List<String> secrets, String secret) {
        secrets.add(secret);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                // The first characters have bits of what stands before it.
                String form = encoder.withoutPadding().encodeToString(shifted).substring((before * 8 + 5) / 6);
                if (form.length() >= SHORTEST_BASE64) {
                    secrets.add(form);
                }
            }
        }
    }

    /**
     * Makes a text fit to be shown. Secrets are marked before it is cut, since a cut could leave most of one.
     *
     * @param text may be null
     * @param maxLength as of {@link Sanitizer#oneLine}
     * @return null for null, else one line without a secret
     */
    String oneLine(String text, int maxLength) {
        return text == null ? null : Sanitizer.oneLine(marked(text), maxLength);
    }

    private String marked(String text) {
        if (grams == null) {
            grams = index();
        }
        List<Span> found = new ArrayList<>();
        Unescaped view = Unescaped.raw(text);
        for (Unescaped next = view; next != null; next = next.unescaped()) {
            find(text, next, found);
        }
        if (found.isEmpty()) {
            return text;
        }
        found.sort(Comparator.comparingInt(Span::begin));
        StringBuilder marked = new StringBuilder(text.length());
        int end = 0;
        for (Span span : found) {
            if (span.begin() >= end) {
                marked.append(text, end, span.begin()).append(MARK);
            }
            end = Math.max(end, span.end());
        }
        return marked.append(text, end, text.length()).toString();
    }

    private Map<Integer, Map<String, List<Gram>>> index() {
        Map<Integer, Map<String, List<Gram>>> index = new TreeMap<>();
        for (String secret : secrets) {
            for (Unescaped form = Unescaped.raw(secret); form != null; form = form.unescaped()) {
                add(index, form.essence());
            }
        }
        return index;
    }

    private static void add(Map<Integer, Map<String, List<Gram>>> index, String secret) {
        int size = (run(secret) + 1) / 2;
        for (int at = 0; size > 0 && at + size <= secret.length(); at += size) {
            List<Gram> places = index.computeIfAbsent(size, any -> new HashMap<>())
                    .computeIfAbsent(secret.substring(at, at + size), any -> new ArrayList<>(1));
            if (places.size() < MAX_PLACES) {
                places.add(new Gram(secret, at));
            }
        }
    }

    /** How many characters of a secret give it away. */
    private static int run(String secret) {
        int length = secret.length();
        return length <= SHORT ? length : Math.min(RUN, length - 1);
    }

    private void find(String whole, Unescaped view, List<Span> found) {
        String text = view.essence();
        for (Map.Entry<Integer, Map<String, List<Gram>>> ofSize : grams.entrySet()) {
            int size = ofSize.getKey();
            int from = 0;
            for (int at = 0; at + size <= text.length(); at++) {
                Span longest = null;
                for (Gram gram : ofSize.getValue().getOrDefault(text.substring(at, at + size), List.of())) {
                    Span span = extended(text, at, from, gram, size);
                    boolean longer = longest == null || span.end() - span.begin() > longest.end() - longest.begin();
                    longest = span.end() - span.begin() >= run(gram.secret()) && longer ? span : longest;
                }
                if (longest != null) {
                    int begin = view.begin(longest.begin());
                    // Beside another escape, a plus sign has become the space that it stands for in a URL, and is
                    // passed over.
                    while (beginsWithPlus && begin > 0 && whole.charAt(begin - 1) == '+') {
                        begin--;
                    }
                    found.add(new Span(begin, view.end(longest.end() - 1)));
                    from = longest.end();
                    at = longest.end() - 1;
                }
            }
        }
    }

    /** As much of the secret as stands around a piece of it, but not before {@code from}. */
    private static Span extended(String text, int at, int from, Gram gram, int size) {
        String secret = gram.secret();
        int begin = at;
        int inSecret = gram.at();
        while (begin > from && inSecret > 0 && text.charAt(begin - 1) == secret.charAt(inSecret - 1)) {
            begin--;
            inSecret--;
        }
        int end = at + size;
        inSecret = gram.at() + size;
        while (end < text.length() && inSecret < secret.length() && text.charAt(end) == secret.charAt(inSecret)) {
            end++;
            inSecret++;
        }
        return new Span(begin, end);
    }
}
