package io.jenkins.plugins.synchronization.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads names from CSV (RFC 4180): ID, name and perhaps a relative path. The first comma, semicolon or tab separates, since
 * spreadsheets write either.
 */
final class FileNamesCsv {

    private static final Set<String> HEADERS = Set.of("id", "fileid", "sourcefileid", "storagefileid");

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private FileNamesCsv(String text) {
        this.text = text;
        this.separator = (char) text.chars()
                .filter(c -> c == ',' || c == ';' || c == '\t')
                .findFirst()
                .orElse(',');
    }

    static FileNames parse(String text) {
        return new FileNamesCsv(text).read();
    }

    private FileNames read() {
        FileNames.Builder names = new FileNames.Builder();
        boolean first = true;
        while (at < text.length()) {
            int begun = line;
            List<String> cells = record();
            if (cells.size() == 1 && cells.get(0).isBlank()) {
                continue;
            }
            if (cells.size() < 2) {
                throw new UnusableTextException("names.csv", begun);
            }
            String id = cells.get(0).strip();
            if (!first || !HEADERS.contains(id.toLowerCase(Locale.ROOT))) {
                names.add(id, cells.get(1), cells.size() > 2 ? cells.get(2) : null);
            }
            first = false;
        }
        return names.build();
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>(3);
        do {
            cells.add(cell());
        } while (skip(separator));
        skip('\r');
        if (skip('\n')) {
            line++;
        }
        return cells;
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = skip('"');
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted ? c == '"' : c == separator || c == '\n' || c == '\r') {
                if (!quoted) {
                    break;
                }
                at++;
                quoted = skip('"');
                if (quoted) {
                    cell.append('"');
                }
                continue;
            }
            line += c == '\n' ? 1 : 0;
            cell.append(c);
            at++;
        }
        return cell.toString();
    }

    private boolean skip(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }
}
