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
            if (name.isEmpty() || !name.chars().allMatch(Field::isTokenChar)) {
                throw new IllegalArgumentException("not a header name: \"" + name + "\"");
            }
            // A line break would begin another field, or another response.
            if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
                throw new IllegalArgumentException(
                        "the header " + name + " must be one line, was \"" + value + "\"");
            }
        }

        private static boolean isTokenChar(int c) {
            return c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
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
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
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
        return without(name).plus(name, value);
    }

    /// These fields and one more.
    public Headers plus(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /// These fields without those of this name.
    public Headers without(String name) {
        return new Headers(
                fields.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList());
    }
}
