package greenbelt.json;

import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads YAML into the same types, and as strictly, as [Json] reads JSON. Aliases and tags are refused.
///
/// @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2</a>
public final class Yaml {
    private Yaml() {}

    /// Reads one document strictly. Throws [JsonRejected] when it is not YAML, or not a `type`.
    public static <T> T read(String text, Class<T> type) {
        return Json.bind(parse(text), type);
    }

    /// Reads one document as a tree.
    public static JsonValue parse(String text) {
        return TreeReader.read(Lazy.FACTORY, text, "YAML", Yaml::isAlias);
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
