package greenbelt.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Header fields in the order they were sent. Names are compared without regard to case. Immutable.
///
/// @param fields the fields; a name may occur several times
public record Headers(List<Field> fields) {
    /// No fields.
    public static final Headers NONE = new Headers(List.of());

    /// One header field.
    ///
    /// @param name in lower case
    public record Field(String name, String value) {
        public Field {
            name = name.toLowerCase(Locale.ROOT);
            if (!isToken(name)) {
                throw new IllegalArgumentException("not a header name: \"" + name + "\"");
            }
            // A line break would begin another field, or another response.
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf(0) >= 0) {
                throw new IllegalArgumentException(
                        "the header " + name + " must be one line, was \"" + value + "\"");
            }
        }

        // A loop, as below: every request has a dozen fields, and passes here several times.
        private static boolean isToken(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c <= ' ' || c >= 0x7F || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                    return false;
                }
            }
            return !name.isEmpty();
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /// The first value under this name.
    public Optional<String> first(String name) {
        for (var field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// Every value under this name.
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /// These fields with `name` set to this one value.
    public Headers with(String name, String value) {
        var others = others(name);
        others.add(new Field(name, value));
        return new Headers(others);
    }

    /// These fields and one more.
    public Headers plus(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /// These fields without those of this name.
    public Headers without(String name) {
        return new Headers(others(name));
    }

    private List<Field> others(String name) {
        var others = new ArrayList<Field>(fields.size() + 1);
        for (var field : fields) {
            if (!field.name().equalsIgnoreCase(name)) {
                others.add(field);
            }
        }
        return others;
    }
}
