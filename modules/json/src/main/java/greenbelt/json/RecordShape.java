package greenbelt.json;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A record type, taken apart once: its components in order, its constructor.
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected RecordShape computeValue(Class<?> type) {
                    return new RecordShape(type);
                }
            };

    /// One component.
    ///
    /// @param type as declared, type arguments included
    record Component(String name, Type type, Method accessor) {}

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Component> components;
    private final List<String> names;

    private RecordShape(Class<?> type) {
        this.type = type;
        var parts = type.getRecordComponents();
        this.constructor = checkedOnce(constructorOf(type, parts));
        this.components =
                Stream.of(parts)
                        .map(part ->
                                new Component(
                                        part.getName(),
                                        part.getGenericType(),
                                        checkedOnce(part.getAccessor())))
                        .toList();
        this.names = components.stream().map(Component::name).toList();
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static Constructor<?> constructorOf(Class<?> type, RecordComponent[] parts) {
        var types = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
    }

    /// Has access checked now and not at each call. Where there is none, the call will say so.
    private static <T extends AccessibleObject> T checkedOnce(T member) {
        member.trySetAccessible();
        return member;
    }

    List<Component> components() {
        return components;
    }

    List<String> names() {
        return names;
    }

    /// Whether this record is a name around one value, as ids and amounts are.
    boolean isWrapper() {
        return components.size() == 1;
    }

    List<Object> values(Object record) {
        var values = new ArrayList<Object>(components.size());
        for (var component : components) {
            values.add(invoke(() -> component.accessor().invoke(record)));
        }
        return values;
    }

    /// Throws what the record's constructor throws.
    Object create(List<Object> values) {
        return invoke(() -> constructor.newInstance(values.toArray()));
    }

    private Object invoke(Reflective body) {
        try {
            return body.call();
        } catch (InvocationTargetException thrown) {
            switch (thrown.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(type.getName(), thrown);
            }
        } catch (IllegalAccessException | InstantiationException refused) {
            throw new IllegalStateException(
                    type.getName() + " must be a public record in an exported package", refused);
        }
    }

    /// A reflective call.
    private interface Reflective {
        Object call()
                throws InvocationTargetException, IllegalAccessException, InstantiationException;
    }
}
