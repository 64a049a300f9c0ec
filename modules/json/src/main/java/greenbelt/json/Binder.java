package greenbelt.json;

import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonBoolean;
import greenbelt.json.JsonValue.JsonNull;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Turns trees into values of a type, or says at which path they differ from it. Nothing is converted silently.
final class Binder {
    private Binder() {}

    /// Binds a whole document: here a record is an object, however few components it has.
    static Object document(JsonValue tree, Class<?> type) {
        return type.isRecord() && !JsonValue.class.isAssignableFrom(type)
                ? object(Path.ROOT, tree, type)
                : bind(Path.ROOT, tree, type);
    }

    static Object bind(Path path, JsonValue tree, Type type) {
        return switch (type) {
            case Class<?> simple -> simple(path, tree, simple);
            case ParameterizedType generic -> generic(path, tree, generic);
            default -> throw unsupported(type);
        };
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException(type.getTypeName() + " cannot be read from JSON");
    }

    private static Object simple(Path path, JsonValue tree, Class<?> type) {
        if (JsonValue.class.isAssignableFrom(type)) {
            return tree(path, tree, type);
        }
        if (type.isRecord()) {
            var shape = RecordShape.of(type);
            return shape.isWrapper() ? wrapper(path, tree, shape) : object(path, tree, type);
        }
        if (type.isEnum()) {
            return constant(path, tree, type);
        }
        return switch (type.getName()) {
            case "java.lang.String" -> text(path, tree, "a text");
            case "boolean", "java.lang.Boolean" -> flag(path, tree);
            case "int", "java.lang.Integer" ->
                    (int) whole(path, tree, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "long", "java.lang.Long" -> whole(path, tree, Long.MIN_VALUE, Long.MAX_VALUE);
            case "double", "java.lang.Double" -> decimal(path, tree).doubleValue();
            case "java.math.BigDecimal" -> decimal(path, tree);
            case "java.time.Instant" ->
                    parsed(path, tree, "a time such as \"2026-01-31T12:00:00Z\"", Instant::parse);
            case "java.time.LocalDate" ->
                    parsed(path, tree, "a date such as \"2026-01-31\"", LocalDate::parse);
            case "java.time.Duration" ->
                    parsed(path, tree, "a duration such as \"PT1.5S\"", Duration::parse);
            case "java.util.UUID" -> parsed(path, tree, "a UUID", Binder::uuid);
            case "java.util.OptionalLong" ->
                    tree instanceof JsonNull
                            ? OptionalLong.empty()
                            : OptionalLong.of(whole(path, tree, Long.MIN_VALUE, Long.MAX_VALUE));
            case "java.util.OptionalInt" ->
                    tree instanceof JsonNull
                            ? OptionalInt.empty()
                            : OptionalInt.of(
                                    (int) whole(path, tree, Integer.MIN_VALUE, Integer.MAX_VALUE));
            default -> throw unsupported(type);
        };
    }

    private static Object tree(Path path, JsonValue tree, Class<?> type) {
        if (!type.isInstance(tree)) {
            throw new JsonRejected(path, "a " + type.getSimpleName(), tree.inWords());
        }
        return tree;
    }

    private static Object generic(Path path, JsonValue tree, ParameterizedType type) {
        var arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return tree instanceof JsonNull
                    ? Optional.empty()
                    : Optional.of(bind(path, tree, arguments[0]));
        }
        if (type.getRawType() == List.class) {
            return List.copyOf(items(path, tree, arguments[0]));
        }
        if (type.getRawType() == Set.class) {
            return Collections.unmodifiableSet(
                    new LinkedHashSet<>(items(path, tree, arguments[0])));
        }
        if (type.getRawType() == Map.class) {
            return map(path, tree, arguments[0], arguments[1]);
        }
        throw unsupported(type);
    }

    private static List<Object> items(Path path, JsonValue tree, Type itemType) {
        if (!(tree instanceof JsonArray(var trees))) {
            throw new JsonRejected(path, "a list", tree.inWords());
        }
        var items = new ArrayList<>(trees.size());
        for (var item : trees) {
            items.add(bind(path.item(items.size()), item, itemType));
        }
        return items;
    }

    private static Object map(Path path, JsonValue tree, Type keyType, Type valueType) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        fields(path, tree)
                .forEach((name, value) -> {
                    var at = path.field(name);
                    var key = bind(at, new JsonText(name), keyType);
                    entries.put(key, bind(at, value, valueType));
                });
        return Collections.unmodifiableMap(entries);
    }

    private static Map<String, JsonValue> fields(Path path, JsonValue tree) {
        if (!(tree instanceof JsonObject(var fields))) {
            throw new JsonRejected(path, "an object", tree.inWords());
        }
        return fields;
    }

    private static Object object(Path path, JsonValue tree, Class<?> type) {
        var shape = RecordShape.of(type);
        var fields = fields(path, tree);
        fields.keySet().forEach(name -> mustBeKnown(path, name, shape));
        var values = new ArrayList<>(shape.components().size());
        for (var component : shape.components()) {
            var at = path.field(component.name());
            var value = fields.get(component.name());
            values.add(
                    value == null
                            ? absent(at, component.type())
                            : bind(at, value, component.type()));
        }
        return create(path, tree, shape, shape.names(), values);
    }

    private static void mustBeKnown(Path path, String name, RecordShape shape) {
        var known = shape.names();
        if (known.contains(name)) {
            return;
        }
        var expected = "one of the fields " + String.join(", ", known);
        throw new JsonRejected(
                path.field(name),
                known.isEmpty()
                        ? "no fields"
                        : Words.nearest(name, known)
                                .map(nearest -> expected + "; perhaps " + nearest)
                                .orElse(expected),
                "the unknown field " + Words.quoted(name));
    }

    /// What a component is when its field is missing. Only optional ones may be.
    private static Object absent(Path path, Type type) {
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.empty();
        }
        try {
            bind(path, new JsonNull(), type);
        } catch (JsonRejected rejected) {
            throw new JsonRejected(rejected.path(), rejected.expected(), "nothing");
        }
        throw new JsonRejected(path, "a value", "nothing");
    }

    private static Object wrapper(Path path, JsonValue tree, RecordShape shape) {
        var inner = bind(path, tree, shape.components().getFirst().type());
        return create(path, tree, shape, List.of(), List.of(inner));
    }

    /// @param fields of the document that the values were in, if it was an object
    private static Object create(
            Path path,
            JsonValue tree,
            RecordShape shape,
            List<String> fields,
            List<Object> values) {
        try {
            return shape.create(values);
        } catch (IllegalArgumentException refused) {
            throw JsonRejected.refusedByType(
                    path, fields, String.valueOf(refused.getMessage()), tree);
        }
    }

    private static Object constant(Path path, JsonValue tree, Class<?> type) {
        var constants = type.getEnumConstants();
        if (tree instanceof JsonText(var name)) {
            for (var constant : constants) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
        }
        var names = Stream.of(constants).map(each -> ((Enum<?>) each).name()).toList();
        var expected = "one of " + String.join(", ", names);
        throw new JsonRejected(
                path,
                tree instanceof JsonText(var name)
                        ? Words.nearest(name, names)
                                .map(nearest -> expected + "; perhaps " + nearest)
                                .orElse(expected)
                        : expected,
                tree.inWords());
    }

    private static String text(Path path, JsonValue tree, String expected) {
        if (!(tree instanceof JsonText(var text))) {
            throw new JsonRejected(path, expected, tree.inWords());
        }
        return text;
    }

    private static boolean flag(Path path, JsonValue tree) {
        if (!(tree instanceof JsonBoolean(var flag))) {
            throw new JsonRejected(path, "true or false", tree.inWords());
        }
        return flag;
    }

    private static long whole(Path path, JsonValue tree, long least, long most) {
        if (!(tree instanceof JsonNumber number) || !number.isWhole()) {
            throw new JsonRejected(path, "a whole number", tree.inWords());
        }
        var value = number.value();
        if (value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new JsonRejected(
                    path, "a whole number from " + least + " to " + most, tree.inWords());
        }
        return value.longValueExact();
    }

    private static BigDecimal decimal(Path path, JsonValue tree) {
        if (!(tree instanceof JsonNumber(var value))) {
            throw new JsonRejected(path, "a number", tree.inWords());
        }
        if (Math.abs((long) value.scale()) > Json.MAX_NUMBER_LENGTH) {
            throw new JsonRejected(path, "a number of ordinary size", tree.inWords());
        }
        return value;
    }

    private static Object parsed(
            Path path, JsonValue tree, String expected, Function<String, Object> parse) {
        var text = text(path, tree, expected);
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new JsonRejected(path, expected, Words.quoted(text));
        }
    }

    private static UUID uuid(String text) {
        var id = UUID.fromString(text); // accepts short groups, hence the comparison
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return id;
    }
}
