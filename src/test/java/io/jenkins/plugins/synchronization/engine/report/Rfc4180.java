package io.jenkins.plugins.synchronization.engine.report;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of RFC 4180, so that the tests do not read CSV the way it was written. */
final class Rfc4180 {

    private Rfc4180() {}

    static List<List<String>> parse(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder cell = new StringBuilder();
            if (csv.charAt(at) == '"') {
                at++;
                while (csv.charAt(at) != '"' || (at + 1 < csv.length() && csv.charAt(at + 1) == '"')) {
                    cell.append(csv.charAt(at));
                    at += csv.charAt(at) == '"' ? 2 : 1;
                }
                at++;
            } else {
                while (",\r\n\"".indexOf(csv.charAt(at)) < 0) {
                    cell.append(csv.charAt(at++));
                }
            }
            record.add(cell.toString());
            if (csv.charAt(at) == ',') {
                at++;
            } else if (csv.startsWith("\r\n", at)) {
                at += 2;
                records.add(record);
                record = new ArrayList<>();
            } else {
                throw new AssertionError("Neither comma nor line end at " + at);
            }
        }
        return records;
    }
}
