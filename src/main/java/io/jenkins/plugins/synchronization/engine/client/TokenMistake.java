package io.jenkins.plugins.synchronization.engine.client;

import io.jenkins.plugins.synchronization.engine.run.UnusableTextException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognizes what people and scripts put where a bearer token belongs, so that it is named instead of sent. */
final class TokenMistake {

    private static final int LONGEST = 32 << 10;

    /** Of what is too long for a token, so much tells what it is. */
    private static final int HEAD = 1000;

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * What is wrong with a text, by the pattern that finds it somewhere in the text; the first counts. Whoever may store a
     * credential chooses the text: each pattern takes time in proportion to its length, whatever it is.
     */
    private static final Map<Pattern, String> MISTAKES = mistakes();

    private TokenMistake() {}

    private static Map<Pattern, String> mistakes() {
        Map<Pattern, String> mistakes = new LinkedHashMap<>();
        mistakes.put(Pattern.compile("^[\\ufeff\\ufffe]"), "token.byteOrderMark");
        mistakes.put(Pattern.compile("\\x00|^\\ufffd"), "token.utf16");
        mistakes.put(
                Pattern.compile(
                        "^\\$\\{|^\\$\\(|^\\$[A-Za-z_]\\w*$|^%\\w+%$|^\\{\\{|^<[\\w .-]+>$|^\\{[A-Za-z_]\\w*}$|^@\\w+@$"),
                "token.placeholder");
        mistakes.put(Pattern.compile("^\\*+$"), "token.asterisks");
        mistakes.put(Pattern.compile("^[\\[{]"), "token.json");
        mistakes.put(Pattern.compile("^<"), "token.html");
        mistakes.put(Pattern.compile("^[\"'`\\u2018\\u201c\\u201e\\u00ab]"), "token.quotes");
        mistakes.put(Pattern.compile("^Bearer[\\s:=]", Pattern.CASE_INSENSITIVE), "token.bearer");
        mistakes.put(Pattern.compile("^(proxy-)?authorization\\s*[:=]", Pattern.CASE_INSENSITIVE), "token.header");
        mistakes.put(Pattern.compile("^(Basic|Digest|Negotiate)\\s", Pattern.CASE_INSENSITIVE), "token.scheme");
        mistakes.put(Pattern.compile("^[\\w-]*(token|jwt)\\s*[:=]\\s*[^=\\s]", Pattern.CASE_INSENSITIVE), "token.name");
        mistakes.put(Pattern.compile("^-----BEGIN"), "token.certificate");
        mistakes.put(Pattern.compile("[\\r\\n]"), "token.lines");
        mistakes.put(Pattern.compile("^(https?|file):", Pattern.CASE_INSENSITIVE), "token.url");
        // A token in Base64 can begin with a slash: a folder's name alone makes no path of it.
        mistakes.put(
                Pattern.compile(
                        "^(\\.{1,2}|~|[A-Za-z]:|\\\\)?[/\\\\].*\\.\\w{1,10}$|^(\\.{1,2}|~|[A-Za-z]:|\\\\)[/\\\\]"
                                + "|^(?-i:/(etc|home|mnt|opt|private|proc|root|run|secrets?|srv|tmp|usr|var|Users|Volumes|vault)/"
                                + "([^._-]*[._-].*|secrets/.*|[a-z/]+)$)"
                                + "|^[\\w/-]+\\.(txt|json|jwt|token|tok|key|pem|secret|env|ya?ml|cfg|conf|ini|properties)$",
                        Pattern.CASE_INSENSITIVE),
                "token.file");
        mistakes.put(Pattern.compile("^(null|undefined|none|nil|false|true)$", Pattern.CASE_INSENSITIVE), "token.word");
        mistakes.put(Pattern.compile("\\s"), "token.space");
        return mistakes;
    }

    /** What is wrong, as a key of {@link UnusableTextException}; null for what may be a token. */
    static String of(CharSequence text) {
        boolean tooLong = text.length() > LONGEST;
        CharSequence looked = tooLong ? text.subSequence(0, HEAD) : text;
        for (Map.Entry<Pattern, String> mistake : MISTAKES.entrySet()) {
            if (mistake.getKey().matcher(looked).find()) {
                return mistake.getValue();
            }
        }
        return tooLong || !TOKEN.matcher(text).matches() ? "token.characters" : null;
    }
}
