package greenbelt.gateway.routing;

/// What a header or a query parameter must be for a route: there once, with this value.
///
/// @param name of the header, in lower case, or of the parameter, decoded
/// @param value `*` for any
public record Condition(String name, String value) {
    private static final String ANY = "*";

    public Condition {
        if (name.isBlank() || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "name and value must have characters, was \"%s\" and \"%s\""
                            .formatted(name, value));
        }
    }

    boolean takes(String found) {
        return value.equals(ANY) || value.equals(found);
    }

    /// Whether what fits the other fits this one too.
    boolean covers(Condition other) {
        return name.equals(other.name) && takes(other.value);
    }

    /// Whether nothing fits both.
    boolean excludes(Condition other) {
        return name.equals(other.name) && !takes(other.value) && !other.takes(value);
    }

    int narrowness() {
        return value.equals(ANY) ? 1 : 2;
    }

    @Override
    public String toString() {
        return name + (value.equals(ANY) ? " (any value)" : ": " + value);
    }
}
