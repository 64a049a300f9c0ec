package greenbelt.json;

import tools.jackson.databind.ObjectMapper;

/// Reads and writes JSON.
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /// Writes `value`, a record or a tree of maps, lists and simple values, as one line of JSON.
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads one JSON document strictly: unknown fields, missing fields and wrong types are refused.
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }
}
