package io.jenkins.plugins.synchronization.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads the text of a scenario file, YAML or JSON, into plain maps, lists and scalars. */
final class ScenarioText {

    private static final int MAX_DEPTH = 32;

    private ScenarioText() {}

    /**
     * Reads a text; one that begins with a brace is taken for JSON.
     *
     * @throws ScenarioException where it is neither
     */
    static Section read(String source, String text) {
        Object root = text.stripLeading().startsWith("{") ? json(source, text) : yaml(source, text);
        if (!(root instanceof Map<?, ?> map)) {
            throw new ScenarioException(
                    source, "", "The scenario is not a mapping of keys to values. See docs/simulator.md.", null);
        }
        return new Section(source, "", map);
    }

    private static Object yaml(String source, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(MAX_DEPTH);
        DumperOptions unused = new DumperOptions();
        Yaml yaml =
                new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new PlainScalars());
        try {
            return yaml.load(text);
        } catch (RuntimeException e) {
            // Not only a YAMLException: a value that does not fit its tag, such as !!int, is any.
            throw new ScenarioException(source, "", "This is not YAML: " + e.getMessage(), e);
        }
    }

    private static Object json(String source, String text) {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            parser.nextToken();
            Object root = value(parser);
            if (parser.nextToken() != null) {
                throw new ScenarioException(source, "", "There is more text after the end of the JSON object.", null);
            }
            return root;
        } catch (IOException e) {
            throw new ScenarioException(source, "", "This is not JSON: " + e.getMessage(), e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                return list;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getText();
            }
        }
    }

    /** Leaves dates, numbers and the many spellings of yes and no as the texts they are: the sections check them. */
    private static final class PlainScalars extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
        }
    }
}
