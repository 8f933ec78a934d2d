package io.jenkins.plugins.synchronization.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mapping of a scenario file: returns its values checked, and finds unknown keys. */
final class Section {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");
    private static final Map<String, Integer> MILLIS = Map.of("ms", 1, "s", 1000, "m", 60_000, "h", 3_600_000);

    private final String source;
    private final String path;
    private final Map<?, ?> values;
    private final TreeSet<String> known = new TreeSet<>();

    Section(String source, String path, Map<?, ?> values) {
        this.source = source;
        this.path = path;
        this.values = values;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    String text(String key, String otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Map || value instanceof Collection) {
            throw mistake(key, "is not a string");
        }
        return value.toString();
    }

    String matching(String key, Pattern allowed, String inWords, String otherwise) {
        String text = text(key, otherwise);
        if (text != null && !allowed.matcher(text).matches()) {
            throw mistake(key, "is '" + text + "'; allowed: " + inWords);
        }
        return text;
    }

    String oneOf(String key, Collection<String> allowed, String otherwise) {
        String text = text(key, otherwise);
        if (text != null && !allowed.contains(text)) {
            throw mistake(key, "is '" + text + "'; allowed: " + String.join(", ", allowed));
        }
        return text;
    }

    Long integer(String key, long min, long max, Long otherwise) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw mistake(key, "is '" + text + "'; allowed: a whole number from " + min + " to " + max);
        }
        return Long.valueOf(text);
    }

    Integer count(String key, int min, int max, Integer otherwise) {
        Long number = integer(key, min, max, null);
        return number == null ? otherwise : Integer.valueOf(number.intValue());
    }

    Boolean flag(String key, Boolean otherwise) {
        String text = oneOf(key, List.of("true", "false"), null);
        return text == null ? otherwise : Boolean.valueOf(text);
    }

    Duration duration(String key, Duration otherwise) {
        String text = text(key, null);
        if (text == null) {
            return otherwise;
        }
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw mistake(key, "is '" + text + "'; allowed: a number with its unit, such as 500ms, 5s, 2m or 1h");
        }
        BigDecimal millis = new BigDecimal(duration.group(1)).multiply(new BigDecimal(MILLIS.get(duration.group(2))));
        Duration result = Duration.ofNanos(millis.movePointRight(6).longValue());
        if (result.compareTo(Duration.ofDays(30)) > 0) {
            throw mistake(key, "is '" + text + "'; allowed: at most 720h");
        }
        return result;
    }

    /** A mapping within, or null. */
    Section section(String key) {
        Object value = value(key);
        return value == null ? null : section(pathOf(key), value);
    }

    /** A list of mappings, or null. */
    List<Section> sections(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw mistake(key, "is not a list");
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            sections.add(section(pathOf(key) + "[" + i + "]", list.get(i)));
        }
        return sections;
    }

    private Section section(String itsPath, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ScenarioException(source, itsPath, "is not a mapping of keys to values.", null);
        }
        return new Section(source, itsPath, map);
    }

    /** An error at one of this section's keys. */
    ScenarioException mistake(String key, String what) {
        return new ScenarioException(source, pathOf(key), what + ".", null);
    }

    /** To be called last: rejects unknown keys. */
    void refuseUnknownKeys() {
        for (Object key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw mistake(String.valueOf(key), "is an unknown key; allowed here: " + String.join(", ", known));
            }
        }
    }

    private Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
