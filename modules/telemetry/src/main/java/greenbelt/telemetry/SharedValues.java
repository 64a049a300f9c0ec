package greenbelt.telemetry;

import java.util.concurrent.ConcurrentHashMap;

/// Keeps one object for each of the few values that come again and again, such as span names and status codes.
///
/// Holds at most [#CAPACITY] values; further ones stay as they come. Safe for many tasks.
final class SharedValues {
    static final int CAPACITY = 2_000;

    private final ConcurrentHashMap<Object, Object> values = new ConcurrentHashMap<>();

    String share(String value) {
        return (String) shareAny(value);
    }

    /// Numbers are shared too, because a boxed one is as large as a short text.
    Object shareAny(Object value) {
        var known = values.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() < CAPACITY) {
            values.put(value, value);
        }
        return value;
    }
}
