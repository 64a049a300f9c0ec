package greenbelt.json;

import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonBoolean;
import greenbelt.json.JsonValue.JsonNull;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns values into trees.
final class Trees {
    private Trees() {}

    /// The tree of a whole document: here a record is an object, however few components it has.
    static JsonValue document(Object value) {
        return value instanceof Record whole && !(value instanceof JsonValue)
                ? object(whole)
                : of(value);
    }

    private static JsonValue of(@Nullable Object value) {
        return switch (value) {
            case null -> new JsonNull();
            case JsonValue tree -> tree;
            case CharSequence text -> new JsonText(text.toString());
            case Boolean flag -> new JsonBoolean(flag);
            case Number number -> new JsonNumber(decimal(number));
            case Enum<?> constant -> new JsonText(constant.name());
            case Optional<?> maybe -> of(maybe.orElse(null));
            case OptionalLong maybe -> of(maybe.isPresent() ? maybe.getAsLong() : null);
            case OptionalInt maybe -> of(maybe.isPresent() ? maybe.getAsInt() : null);
            case Temporal time -> new JsonText(time.toString());
            case Duration duration -> new JsonText(duration.toString());
            case UUID id -> new JsonText(id.toString());
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> JsonArray.of(items);
            case Record inner -> inner(inner);
            default ->
                    throw new IllegalArgumentException(
                            value.getClass().getName() + " cannot be written as JSON");
        };
    }

    static JsonValue item(@Nullable Object value) {
        return of(value);
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Short whole -> BigDecimal.valueOf(whole);
            case Byte whole -> BigDecimal.valueOf(whole);
            case BigInteger whole -> new BigDecimal(whole);
            case BigDecimal exact -> exact;
            default -> new BigDecimal(number.toString()); // throws for NaN and infinity
        };
    }

    private static JsonValue inner(Record inner) {
        var shape = RecordShape.of(inner.getClass());
        return shape.isWrapper() ? of(shape.values(inner).getFirst()) : object(inner);
    }

    private static JsonObject object(Record whole) {
        var shape = RecordShape.of(whole.getClass());
        var values = shape.values(whole);
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            var tree = of(values.get(i));
            if (!(tree instanceof JsonNull)) {
                fields.put(shape.names().get(i), tree);
            }
        }
        return new JsonObject(fields);
    }

    private static JsonObject object(Map<?, ?> map) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(name(of(key)), of(value)));
        return new JsonObject(fields);
    }

    private static String name(JsonValue key) {
        return switch (key) {
            case JsonText(var text) -> text;
            case JsonNumber(var number) -> number.toString();
            case JsonBoolean(var flag) -> String.valueOf(flag);
            case JsonObject _, JsonArray _, JsonNull _ ->
                    throw new IllegalArgumentException(
                            "a map's key must be written as one word, was " + key);
        };
    }
}
