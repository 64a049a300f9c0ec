package greenbelt.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON document as a tree, for those who do not know its shape beforehand. Immutable.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259: The JavaScript Object Notation</a>
public sealed interface JsonValue {
    /// An object; its fields keep their order.
    record JsonObject(Map<String, JsonValue> fields) implements JsonValue {
        /// An object without fields.
        public static final JsonObject EMPTY = new JsonObject(Map.of());

        public JsonObject {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /// The field of this name, if there is one.
        public Optional<JsonValue> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /// This object with one more field, or with another value for it; `value` is anything [Json#write] takes.
        public JsonObject with(String name, Object value) {
            var more = new LinkedHashMap<>(fields);
            more.put(name, Trees.item(value));
            return new JsonObject(more);
        }
    }

    /// An array.
    record JsonArray(List<JsonValue> items) implements JsonValue {
        public JsonArray {
            items = List.copyOf(items);
        }

        /// An array of anything [Json#write] takes.
        public static JsonArray of(Iterable<?> values) {
            var items = new ArrayList<JsonValue>();
            values.forEach(value -> items.add(Trees.item(value)));
            return new JsonArray(items);
        }
    }

    /// A string.
    record JsonText(String value) implements JsonValue {}

    /// A number. It is whole when it was written without point and exponent.
    record JsonNumber(BigDecimal value) implements JsonValue {
        /// Whether it was written as a whole number; `1.0` and `1e3` are not.
        public boolean isWhole() {
            return value.scale() == 0;
        }
    }

    /// True or false.
    record JsonBoolean(boolean value) implements JsonValue {}

    /// The literal `null`.
    record JsonNull() implements JsonValue {}

    /// What this value is called in messages, with its content when that is short: `"two"`, `an object`.
    default String inWords() {
        return switch (this) {
            case JsonObject _ -> "an object";
            case JsonArray _ -> "a list";
            case JsonText(var text) -> Words.quoted(text);
            case JsonNumber(var number) -> Words.shortened(number.toString());
            case JsonBoolean(var flag) -> String.valueOf(flag);
            case JsonNull _ -> "null";
        };
    }
}
