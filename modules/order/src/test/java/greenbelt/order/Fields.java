package greenbelt.order;

import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of a document, such as `lines[].sku`: those that its class allows, and those that are in it.
final class Fields {
    private Fields() {}

    /// Every field that can be in the document of a record, optional ones too.
    static SortedSet<String> of(Class<?> type) {
        return components(type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> under(component.getName(), component.getGenericType()));
    }

    private static Stream<String> under(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            var item = generic.getActualTypeArguments()[0];
            return generic.getRawType() == List.class
                    ? under(name + "[]", item)
                    : generic.getRawType() == Optional.class ? under(name, item) : Stream.of(name);
        }
        var components = type instanceof Class<?> simple ? simple.getRecordComponents() : null;
        return isWrittenAsObject(components)
                ? components((Class<?>) type).map(field -> name + "." + field)
                : Stream.of(name);
    }

    private static boolean isWrittenAsObject(
            RecordComponent @org.jspecify.annotations.Nullable [] components) {
        return components != null && components.length > 1;
    }

    /// Every field that is in a document.
    static SortedSet<String> in(JsonObject document) {
        return document.fields().entrySet().stream()
                .flatMap(field -> under(field.getKey(), field.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> under(String name, JsonValue value) {
        return switch (value) {
            case JsonObject object -> in(object).stream().map(field -> name + "." + field);
            case JsonArray(var items) -> items.stream().flatMap(item -> under(name + "[]", item));
            default -> Stream.of(name);
        };
    }
}
