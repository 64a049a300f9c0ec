package greenbelt.database;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// What all who have a database open have in common beside its data. Safe for many threads.
final class Commons {
    private final ConcurrentMap<Class<?>, Object> things = new ConcurrentHashMap<>();

    <T> T common(Class<T> type, Supplier<T> first) {
        return type.cast(things.computeIfAbsent(type, _ -> first.get()));
    }
}
