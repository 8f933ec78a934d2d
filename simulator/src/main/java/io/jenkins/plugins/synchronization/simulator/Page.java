package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A part of a list: {@code $top} entries after the first {@code $skip}.
 *
 * @param top how many at most
 * @param skip how many to leave out
 */
record Page(int top, int skip) {

    static final String TOP = "$top";
    static final String SKIP = "$skip";

    private static final int MOST = 1000;
    private static final int USUAL = 100;

    /** The part that a query names; {@code wrong} gets the names of parameters with other values than allowed. */
    static Page of(String query, List<String> wrong) {
        return new Page(number(query, TOP, 1, MOST, USUAL, wrong), number(query, SKIP, 0, Integer.MAX_VALUE, 0, wrong));
    }

    private static int number(String query, String name, int least, int most, int usual, List<String> wrong) {
        for (String parameter : query.split("&")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2 && decoded(pair[0]).equals(name)) {
                String value = decoded(pair[1]);
                if (value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
                    return Integer.parseInt(value);
                }
                wrong.add(name);
            }
        }
        return usual;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    <T> List<T> of(List<T> all) {
        return all.subList(Math.min(skip, all.size()), (int) Math.min((long) skip + top, all.size()));
    }

    /** Writes {@code _links}: to this page, and to those before and after it where there are any. */
    void writeLinks(String url, int size, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("_links");
        link("self", url, skip, json);
        if (skip > 0) {
            link("prev", url, Math.max(0, skip - top), json);
        }
        if ((long) skip + top < size) {
            link("next", url, skip + top, json);
        }
        json.writeEndObject();
    }

    private void link(String name, String url, int from, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("href", url + "?" + SKIP + "=" + from + "&" + TOP + "=" + top);
        json.writeEndObject();
    }
}
