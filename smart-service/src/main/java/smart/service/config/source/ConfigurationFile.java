package smart.service.config.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A configuration file. Each value is kept as its original text, and only the type of its setting decides how it is
 * parsed. A duplicate key, a second document and an alias are refused. Placeholders in values are replaced once; their
 * replacements are not expanded again.
 *
 * @param root the content of the file; empty if it has only comments
 * @param lines the line of each key, by its path: {@code limit.maxInFlight}, {@code ports[1]}
 */
public record ConfigurationFile(ObjectNode root, Map<String, Integer> lines) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file.
     *
     * @throws BadConfiguration with the line number, but never the line's text, which may be a secret
     */
    public static ConfigurationFile parse(String path, byte[] bytes, Placeholders placeholders)
            throws IOException, BadConfiguration {
        try (YAMLParser parser = new YAMLFactory().createParser(text(path, bytes))) {
            return new Reader(path, parser, placeholders).read();
        } catch (JsonProcessingException e) {
            throw new BadConfiguration(path, "is not YAML: " + problem(e));
        }
    }

    private static String text(String path, byte[] bytes) throws BadConfiguration {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadConfiguration(path, "is not YAML: it is not UTF-8");
        }
    }

    /** SnakeYAML's message, without the characters and the names of anchors, tags and directives that it quotes. */
    private static String problem(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                String problem = String.valueOf(marked.getProblem())
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\. \\(Do not use.*", "")
                        .replaceAll("(?<=(alias|tag handle|duplicate anchor|escape character)) .*", "");
                return where(
                                marked.getProblemMark().getLine() + 1,
                                marked.getProblemMark().getColumn() + 1)
                        + ": " + problem;
            }
        }
        return where(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String where(int line, int column) {
        return "line " + line + ", column " + column;
    }

    /** Walks through the file once. */
    private static final class Reader {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        private final String path;
        private final YAMLParser parser;
        private final Placeholders placeholders;
        private final Map<String, Integer> lines = new HashMap<>();

        Reader(String path, YAMLParser parser, Placeholders placeholders) {
            this.path = path;
            this.parser = parser;
            this.placeholders = placeholders;
        }

        ConfigurationFile read() throws IOException, BadConfiguration {
            JsonToken first = parser.nextToken();
            JsonNode root = first == null ? NODES.objectNode() : value("");
            if (first != null && parser.nextToken() != null) {
                throw new BadConfiguration(path, "has a second document, in line " + line() + ": only one is allowed");
            }
            if (root.isNull()) {
                root = NODES.objectNode();
            }
            if (!(root instanceof ObjectNode mapping)) {
                throw new BadConfiguration(path, "is not a mapping of keys to values");
            }
            return new ConfigurationFile(mapping, lines);
        }

        private JsonNode value(String key) throws IOException, BadConfiguration {
            if (parser.isCurrentAlias()) {
                throw refused(key, "is an alias, which is not allowed here: write the value itself");
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                return section(key);
            }
            if (token == JsonToken.START_ARRAY) {
                return list(key);
            }
            if (token == JsonToken.VALUE_NULL) {
                return NullNode.getInstance();
            }
            try {
                return TextNode.valueOf(placeholders.replace(parser.getText()));
            } catch (BadPlaceholder e) {
                throw refused(key, e.getMessage());
            }
        }

        private ObjectNode section(String key) throws IOException, BadConfiguration {
            ObjectNode section = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String below = key.isEmpty() ? name : key + "." + name;
                if (section.has(name)) {
                    throw refused(below, "is a duplicate: it is already in line " + lines.get(below));
                }
                lines.put(below, line());
                parser.nextToken();
                section.set(name, value(below));
            }
            return section;
        }

        private ArrayNode list(String key) throws IOException, BadConfiguration {
            ArrayNode list = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String element = key + "[" + list.size() + "]";
                lines.put(element, line());
                list.add(value(element));
            }
            return list;
        }

        private int line() {
            return ((JsonParser) parser).currentTokenLocation().getLineNr();
        }

        private BadConfiguration refused(String key, String problem) {
            return new BadConfiguration(path, (key.isEmpty() ? "it" : key) + " " + problem + " (line " + line() + ")");
        }
    }
}
