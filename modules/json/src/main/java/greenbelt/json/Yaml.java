package greenbelt.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads YAML into the same types, and as strictly, as [Json] reads JSON. Aliases and tags are refused.
///
/// @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2</a>
public final class Yaml {
    private Yaml() {}

    /// Reads one document strictly. Throws [JsonRejected], whose message begins with the line, when it is not YAML, or not
    /// a `type`.
    public static <T> T read(String text, Class<T> type) {
        return document(text).bind(type);
    }

    /// Reads one document as a tree.
    public static JsonValue parse(String text) {
        return document(text).tree();
    }

    /// Reads one document, and remembers in which line everything is.
    public static Document document(String text) {
        var lines = new LinkedHashMap<String, Integer>();
        var tree =
                TreeReader.read(
                        Lazy.FACTORY,
                        text,
                        "YAML",
                        Yaml::isAlias,
                        (path, line) -> lines.put(path.toString(), line));
        return new Document(tree, lines);
    }

    /// A document as it was written.
    public static final class Document {
        private final JsonValue tree;
        private final Map<String, Integer> lines;

        private Document(JsonValue tree, Map<String, Integer> lines) {
            this.tree = tree;
            this.lines = lines;
        }

        public JsonValue tree() {
            return tree;
        }

        /// Turns it into a value, as strictly as [Yaml#read].
        public <T> T bind(Class<T> type) {
            try {
                return Json.bind(tree, type);
            } catch (JsonRejected rejected) {
                var line = line(rejected.path());
                throw line.isEmpty() ? rejected : rejected.inLine(line.getAsInt());
            }
        }

        /// In which line what is at `path`, such as `lines[0].quantity`, begins; of what is missing, what it would be in.
        /// Empty when that is the whole document.
        public OptionalInt line(String path) {
            var at = path;
            while (!at.isEmpty()) {
                var line = lines.get(at);
                if (line != null) {
                    return OptionalInt.of(line);
                }
                at =
                        at.substring(
                                0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
            }
            return OptionalInt.empty();
        }
    }

    private static boolean isAlias(JsonParser tokens) {
        return tokens instanceof YAMLParser yaml && yaml.isCurrentAlias();
    }

    /// Made on first use: most programs never read YAML.
    private static final class Lazy {
        static final YAMLFactory FACTORY =
                YAMLFactory.builder().streamReadConstraints(TreeReader.LIMITS).build();
    }
}
