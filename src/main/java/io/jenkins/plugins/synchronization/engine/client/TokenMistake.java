package io.jenkins.plugins.synchronization.engine.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognizes what people and scripts put where a bearer token belongs, so that it is named instead of sent. */
final class TokenMistake {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,32768}");

    /** What a text is, by the pattern that finds it somewhere in the text; the first counts. */
    private static final Map<Pattern, String> MISTAKES = mistakes();

    private TokenMistake() {}

    private static Map<Pattern, String> mistakes() {
        Map<Pattern, String> mistakes = new LinkedHashMap<>();
        mistakes.put(
                Pattern.compile("^[\\ufeff\\ufffe]"),
                "The token begins with a byte-order mark: store it as UTF-8 without one");
        mistakes.put(
                Pattern.compile("\\x00|^\\ufffd"),
                "The token is not stored as UTF-8 but, it seems, as UTF-16: store it as UTF-8 without a byte-order mark");
        mistakes.put(
                Pattern.compile(
                        "^\\$\\{|^\\$\\(|^\\$[A-Za-z_]\\w*$|^%\\w+%$|^\\{\\{|^<[\\w .-]+>$|^\\{[A-Za-z_]\\w*}$|^@\\w+@$"),
                "The token is a placeholder, which was not replaced by its value");
        mistakes.put(Pattern.compile("^\\*+$"), "The token is only asterisks, which stand for one that was masked");
        mistakes.put(
                Pattern.compile("^[\\[{]"),
                "The token is JSON: use only the value of \"access_token\", without quotes");
        mistakes.put(Pattern.compile("^<"), "The token is HTML or XML, such as a login page");
        mistakes.put(
                Pattern.compile("^[\"'`\\u2018\\u201c\\u201e\\u00ab]"), "The token has quotes around it: remove them");
        mistakes.put(
                Pattern.compile("^Bearer[\\s:=]", Pattern.CASE_INSENSITIVE),
                "The token has the word Bearer before it more than once: remove it");
        mistakes.put(
                Pattern.compile("^(proxy-)?authorization\\s*[:=]", Pattern.CASE_INSENSITIVE),
                "The token has the name of its header before it: remove all before the token itself");
        mistakes.put(
                Pattern.compile("^(Basic|Digest|Negotiate)\\s", Pattern.CASE_INSENSITIVE),
                "The text is for another authorization than Bearer, so it is not an access token");
        mistakes.put(
                Pattern.compile("^[\\w-]*(token|jwt)\\s*[:=]\\s*[^=\\s]", Pattern.CASE_INSENSITIVE),
                "The token has a name before it, such as access_token=: remove all before the token itself");
        mistakes.put(Pattern.compile("^-----BEGIN"), "The text is a key or certificate, not an access token");
        mistakes.put(Pattern.compile("[\\r\\n]"), "The token has more than one line: use only the token itself");
        mistakes.put(
                Pattern.compile("^(https?|file):", Pattern.CASE_INSENSITIVE),
                "The token is a URL, not an access token");
        mistakes.put(
                Pattern.compile(
                        "^(\\.{1,2}|~|[A-Za-z]:|\\\\)?[/\\\\].*\\.\\w{1,10}$|^(\\.{1,2}|~|[A-Za-z]:|\\\\)[/\\\\]"
                                + "|^/(etc|home|mnt|opt|private|proc|root|run|secrets?|srv|tmp|usr|var|Users|Volumes|vault)/"
                                + "|^[\\w/-]+\\.(txt|json|jwt|token|tok|key|pem|secret|env|ya?ml|cfg|conf|ini|properties)$",
                        Pattern.CASE_INSENSITIVE),
                "The token is the name of a file: use what is in the file");
        mistakes.put(
                Pattern.compile("^(null|undefined|none|nil|false|true)$", Pattern.CASE_INSENSITIVE),
                "The token is a word such as null: what should have made it failed");
        mistakes.put(Pattern.compile("\\s"), "The token has white space in it, as if there were two: use only one");
        return mistakes;
    }

    /** What is wrong, as a sentence that repeats nothing of the text; null for what may be a token. */
    static String of(String text) {
        for (Map.Entry<Pattern, String> mistake : MISTAKES.entrySet()) {
            if (mistake.getKey().matcher(text).find()) {
                return mistake.getValue();
            }
        }
        return TOKEN.matcher(text).matches()
                ? null
                : "The token has characters that no bearer token has, or is longer than 32 KiB";
    }
}
